// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FaucetToken} from "../../local/FaucetToken.sol";
import {LocalWrappedNative} from "../../local/LocalWrappedNative.sol";
import {LendingPool} from "../../src/credit/LendingPool.sol";
import {OperatorApproval, Opening, Permit} from "../../src/interfaces/IGateway.sol";
import {ILoanBook} from "../../src/interfaces/ILoanBook.sol";
import {Gateway} from "../../src/periphery/Gateway.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId, LoanIds} from "../../src/types/LoanId.sol";
import {CollateralTerms, CreditorTerms} from "../../src/types/Terms.sol";
import {SettableOracle} from "../oracles/SettableOracle.sol";
import {BookFixture} from "../utils/BookFixture.sol";

/// @dev What permits of OpenZeppelin's and of Solady's tokens have in common.
interface IPermitToken {
    function DOMAIN_SEPARATOR() external view returns (bytes32);
    function nonces(address owner) external view returns (uint256);
}

/// @notice The book fixture with a gateway and the tokens it is for: `cash` (6 decimals, permit)
///         lent by one pool against `gold` (8 decimals, permit, 60,000), wrapped native coin
///         (2,000) and plain BTC; and wrapped native coin lent by another against gold (30 coins).
abstract contract PeripheryFixture is BookFixture {
    uint256 internal constant ANY = type(uint256).max;

    bytes32 private constant PERMIT_TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant OPERATOR_TYPEHASH = keccak256(
        "SetOperator(address borrower,address operator,uint8 rights,"
        "uint40 expiry,uint256 nonce,uint256 deadline)"
    );

    Gateway internal gateway;
    LocalWrappedNative internal weth;
    FaucetToken internal gold;
    FaucetToken internal cash;
    LendingPool internal cashPool;
    LendingPool internal wethPool;
    SettableOracle internal wethOracle;
    SettableOracle internal goldOracle;
    SettableOracle internal goldInWethOracle;
    CollateralId internal goldId;
    CollateralId internal wethId;
    CollateralId internal plainId;
    CollateralId internal goldForWethId;
    uint256 internal aliceKey;

    function setUp() public virtual override {
        super.setUp();
        (, aliceKey) = makeAddrAndKey("alice");
        weth = new LocalWrappedNative();
        gold = new FaucetToken("Gold", "GOLD", 8);
        cash = new FaucetToken("Cash", "CASH", 6);
        gateway = new Gateway(address(book), address(weth));
        (goldOracle, wethOracle) = (oracleAt(60_000, 8), oracleAt(2_000, 18));
        goldInWethOracle = new SettableOracle(30e18 * 1e36 / 1e8, 30e18 * 1e36 / 1e8);
        cashPool = poolOf(address(cash), 100 * USD);
        wethPool = poolOf(address(weth), ETHER / 10);
        cashPool.setPremium(1, 100);
        goldId = list(cashPool, address(gold), goldOracle, 0);
        wethId = list(cashPool, address(weth), wethOracle, 1);
        plainId = list(cashPool, address(btc), goldOracle, 0);
        goldForWethId = list(wethPool, address(gold), goldInWethOracle, 0);
        lend();
        gold.faucet(alice, 100 * BTC);
        vm.deal(alice, 1_000 ether);
    }

    /// @dev Read where no optimiser moves it past a change of the clock.
    function time() internal view returns (uint256) {
        return vm.getBlockTimestamp();
    }

    function poolOf(address token, uint256 minDebt) internal returns (LendingPool) {
        CreditorTerms memory terms = creditorTerms();
        (terms.loanToken, terms.minDebt) = (token, minDebt);
        return new LendingPool(
            ILoanBook(address(book)), terms, address(manager), "Hypothec shares", "hSH"
        );
    }

    function list(LendingPool to, address token, SettableOracle oracle, uint8 riskClass)
        internal
        returns (CollateralId)
    {
        return to.listCollateral(
            CollateralTerms(token, address(oracle), btcLadder(), 500, 50, 10_000, riskClass),
            1e27,
            1e27
        );
    }

    function lend() private {
        cash.faucet(lender, 5_000_000 * USD);
        vm.deal(lender, 2_000 ether);
        vm.startPrank(lender);
        weth.deposit{value: 2_000 ether}();
        cash.approve(address(cashPool), ANY);
        weth.approve(address(wethPool), ANY);
        cashPool.deposit(5_000_000 * USD, lender);
        wethPool.deposit(1_000 ether, lender);
        vm.stopPrank();
    }

    function idWith(LendingPool creditor, address borrower, uint64 number)
        internal
        view
        returns (LoanId)
    {
        return LoanIds.make(borrower, creditor.creditorId(), number);
    }

    function debtOf(LendingPool creditor, LoanId id) internal view returns (uint256 debt) {
        (debt,) = creditor.debtOf(id, book.loan(id).ids[0], book.loan(id).units);
    }

    // What a caller passes

    function opening(LoanId id, CollateralId collateralId, uint256 pledged, uint256 drawn)
        internal
        view
        returns (Opening memory)
    {
        return Opening(id, collateralId, pledged, drawn, false, ANY, time());
    }

    function noPermit() internal pure returns (Permit memory permit) {}

    function noApproval() internal pure returns (OperatorApproval memory approval) {}

    /// @dev Alice's permit for the gateway, good now.
    function permitFor(address token, uint256 value) internal view returns (Permit memory p) {
        (p.value, p.deadline) = (value, time());
        bytes32 message = keccak256(
            abi.encode(
                PERMIT_TYPEHASH,
                alice,
                address(gateway),
                value,
                IPermitToken(token).nonces(alice),
                p.deadline
            )
        );
        bytes32 domain = IPermitToken(token).DOMAIN_SEPARATOR();
        (p.v, p.r, p.s) =
            vm.sign(aliceKey, keccak256(abi.encodePacked("\x19\x01", domain, message)));
    }

    /// @dev Alice's approval of the gateway by signature, good now.
    function approvalFor(uint8 rights) internal view returns (OperatorApproval memory a) {
        (a.rights, a.expiry, a.deadline) = (rights, uint40(time()), time());
        bytes32 message = keccak256(
            abi.encode(
                OPERATOR_TYPEHASH,
                alice,
                address(gateway),
                rights,
                a.expiry,
                book.nonces(alice),
                a.deadline
            )
        );
        bytes32 domain = keccak256(
            abi.encode(
                keccak256(
                    "EIP712Domain(string name,string version,"
                    "uint256 chainId,address verifyingContract)"
                ),
                keccak256("Hypothec LoanBook"),
                keccak256("1"),
                block.chainid,
                address(book)
            )
        );
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(aliceKey, keccak256(abi.encodePacked("\x19\x01", domain, message)));
        a.signature = abi.encodePacked(r, s, v);
    }

    /// @dev Alice lets the gateway do everything, and approves it in all tokens.
    function trustGateway() internal {
        vm.startPrank(alice);
        book.setOperator(address(gateway), 7, type(uint40).max);
        gold.approve(address(gateway), ANY);
        cash.approve(address(gateway), ANY);
        weth.approve(address(gateway), ANY);
        btc.approve(address(gateway), ANY);
        cashPool.approve(address(gateway), ANY);
        wethPool.approve(address(gateway), ANY);
        vm.stopPrank();
    }

    // What the gateway must leave

    function assertLeavesNothing() internal view {
        assertEq(address(gateway).balance, 0, "native left");
        address[5] memory tokens =
            [address(gold), address(cash), address(weth), address(btc), address(usd)];
        for (uint256 i = 0; i < tokens.length; i++) {
            FaucetToken token = FaucetToken(tokens[i]);
            assertEq(token.balanceOf(address(gateway)), 0, "token left");
            assertEq(token.allowance(address(gateway), address(book)), 0, "book allowed");
            assertEq(token.allowance(address(gateway), address(cashPool)), 0, "pool allowed");
            assertEq(token.allowance(address(gateway), address(wethPool)), 0, "pool allowed");
        }
        assertEq(cashPool.balanceOf(address(gateway)), 0, "shares left");
        assertEq(wethPool.balanceOf(address(gateway)), 0, "shares left");
    }
}
