// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {MAX_COLLATERALS} from "../../src/types/Loan.sol";
import {SettableOracle} from "../oracles/SettableOracle.sol";
import {PlainToken} from "../tokens/PlainToken.sol";
import {BookFixture} from "../utils/BookFixture.sol";

/// @notice The most expensive sale there is: eight collaterals, an oracle each, the first sold out,
///         so that the next takes its place and the debt changes class.
contract LiquidateGasTest is BookFixture {
    uint256 private constant MOST_GAS = 400_000;

    PlainToken[] private tokens;
    SettableOracle[] private oracles;
    CollateralId[] private listed;

    /// @dev Invariant 15.
    function test_liquidate_gasIsBoundedWithEightCollaterals() public {
        LoanId id = loanOf(alice, 1);
        for (uint8 i = 0; i < MAX_COLLATERALS; i++) {
            pledgeAnother(id, 7 - i);
        }
        vm.prank(alice);
        book.draw(id, 3_900 * USD, alice);
        skipTime(1);
        for (uint256 i = 0; i < oracles.length; i++) {
            oracles[i].set(scaled(5, 18), scaled(5, 18));
        }
        chill();
        vm.prank(liquidator);
        uint256 before = gasleft();
        (, uint256 seized,) = book.liquidate(id, type(uint256).max, 0, liquidator, "");
        uint256 used = before - gasleft();
        assertEq(seized, 100 * ETHER, "the first collateral is sold out");
        assertTrue(book.loan(id).ids[0] == listed[1], "the next leads");
        assertEq(book.loan(id).count, MAX_COLLATERALS - 1, "seven are left");
        assertLt(used, MOST_GAS, "invariant 15: gas of a sale");
    }

    /// @dev 100 tokens at 10 dollars; the riskiest class comes first and leads.
    function pledgeAnother(LoanId id, uint8 riskClass) private {
        PlainToken token = new PlainToken(18);
        SettableOracle oracle = oracleAt(10, 18);
        CollateralId collateralId = listing(token, oracle, btcLadder(), 500, riskClass);
        token.mint(alice, 100 * ETHER);
        vm.startPrank(alice);
        token.approve(address(book), 100 * ETHER);
        book.pledge(id, collateralId, 100 * ETHER);
        vm.stopPrank();
        tokens.push(token);
        oracles.push(oracle);
        listed.push(collateralId);
    }

    /// @dev Every account and slot costs what it does in a transaction of its own.
    function chill() private {
        vm.cool(address(book));
        vm.cool(address(pool));
        vm.cool(address(usd));
        for (uint256 i = 0; i < oracles.length; i++) {
            vm.cool(address(tokens[i]));
            vm.cool(address(oracles[i]));
        }
    }
}
