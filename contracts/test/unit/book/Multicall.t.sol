// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors} from "../../../src/interfaces/ILoanBook.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {BookTest} from "../../utils/BookTest.sol";

/// @notice Several actions of one caller in one transaction: all or none.
contract MulticallTest is BookTest {
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        id = loanOf(alice, 1);
    }

    /// @dev Two collaterals pledged, then drawn against both: 30,000 + 9,400.
    function test_multicall_pledgesTwoAndDraws() public {
        bytes[] memory calls = new bytes[](3);
        calls[0] = abi.encodeCall(book.pledge, (id, btcId, BTC));
        calls[1] = abi.encodeCall(book.pledge, (id, ethId, 10 * ETHER));
        calls[2] = abi.encodeCall(book.draw, (id, 39_400 * USD, alice));
        vm.prank(alice);
        book.multicall(calls);
        assertEq(debtOf(id), 39_400 * USD);
        assertEq(book.loan(id).count, 2);
    }

    function test_multicall_repaysAndWithdraws() public {
        opened();
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(book.repay, (id, MAX));
        calls[1] = abi.encodeCall(book.withdraw, (id, btcId, MAX, alice));
        vm.prank(alice);
        bytes[] memory results = book.multicall(calls);
        assertEq(abi.decode(results[0], (uint256)), 30_000 * USD);
        assertEq(abi.decode(results[1], (uint256)), BTC);
        assertEq(book.loan(id).count, 0);
    }

    function test_multicall_revertsAsTheFirstThatFails() public {
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(book.pledge, (id, btcId, BTC));
        calls[1] = abi.encodeCall(book.draw, (id, 30_000 * USD + 1, alice));
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.AboveOpenLimit.selector, id, 30_000 * USD + 1, 30_000 * USD
            )
        );
        vm.prank(alice);
        book.multicall(calls);
        assertEq(book.loan(id).count, 0, "nothing was kept");
    }

    /// @dev The caller stays the caller: a multicall gives a stranger no rights.
    function test_multicall_revertsWhen_AStrangerActs() public {
        opened();
        bytes[] memory calls = new bytes[](1);
        calls[0] = abi.encodeCall(book.withdraw, (id, btcId, 1, bob));
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.NotAllowed.selector, bob, id, uint8(4))
        );
        vm.prank(bob);
        book.multicall(calls);
    }

    /// @dev One transaction cannot open a loan and liquidate it, whatever happens to the price.
    function test_multicall_revertsWhen_DrawnAndLiquidated() public {
        opened();
        setBtc(30_000);
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(book.call, (id));
        calls[1] = abi.encodeCall(book.liquidate, (id, MAX, 0, liquidator, ""));
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.SameBlock.selector, id));
        vm.prank(liquidator);
        book.multicall(calls);
    }

    /// @dev A keeper calls many loans at once.
    function test_multicall_callsMany() public {
        LoanId second = openBtc(bob, BTC, 30_000 * USD);
        opened();
        setBtc(42_000);
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(book.call, (id));
        calls[1] = abi.encodeCall(book.call, (second));
        book.multicall(calls);
        assertTrue(book.loan(id).called);
        assertTrue(book.loan(second).called);
    }

    function test_multicall_ofNothing() public {
        assertEq(book.multicall(new bytes[](0)).length, 0);
    }
}
