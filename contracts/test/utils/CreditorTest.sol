// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SettableFeed} from "../../local/SettableFeed.sol";
import {ILoanBook} from "../../src/interfaces/ILoanBook.sol";
import {LoanBook} from "../../src/LoanBook.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {Loan} from "../../src/types/Loan.sol";
import {LoanId, LoanIds} from "../../src/types/LoanId.sol";
import {CollateralTerms, CreditorTerms, Ladder} from "../../src/types/Terms.sol";
import {SettableOracle} from "../oracles/SettableOracle.sol";
import {PlainToken} from "../tokens/PlainToken.sol";
import {TestBase} from "./TestBase.sol";
import {TestCreditor} from "./TestCreditor.sol";

/// @notice A book on a chain with a sequencer, and a creditor that does as it is told. Loan token
///         of 6 decimals, one BTC-like collateral at 60,000; minimum debt 100, call fee 1.
abstract contract CreditorTest is TestBase {
    uint256 internal constant USD = 1e6;
    uint256 internal constant BTC = 1e8;
    uint256 internal constant MAX = type(uint256).max;
    uint256 internal constant CURE = 24 hours;
    uint256 internal constant RAMP = 1 hours;
    uint256 internal constant LAPSE = 24 hours;

    LoanBook internal book;
    TestCreditor internal creditor;
    SettableFeed internal sequencer;
    PlainToken internal usd;
    PlainToken internal btc;
    PlainToken internal eth;
    SettableOracle internal btcOracle;
    SettableOracle internal ethOracle;
    CollateralId internal btcId;
    CollateralId internal ethId;
    address internal alice;
    address internal bob;
    address internal liquidator;

    function setUp() public virtual {
        vm.warp(1_750_000_000);
        (alice, bob, liquidator) = (makeAddr("alice"), makeAddr("bob"), makeAddr("liquidator"));
        sequencer = new SettableFeed(0, 0);
        book = new LoanBook(address(sequencer));
        (usd, btc, eth) = (new PlainToken(6), new PlainToken(8), new PlainToken(18));
        creditor = new TestCreditor(ILoanBook(address(book)), creditorTerms());
        usd.mint(address(creditor), 1_000_000_000 * USD);
        btcOracle = new SettableOracle(price(60_000), price(60_000));
        ethOracle = new SettableOracle(2e27, 2e27);
        btcId = creditor.list(collateralTerms(address(btc), address(btcOracle), 0));
        ethId = creditor.list(collateralTerms(address(eth), address(ethOracle), 1));
        fund(alice);
        fund(bob);
        fund(liquidator);
        skipTime(1 days);
    }

    function creditorTerms() internal view virtual returns (CreditorTerms memory) {
        return
            CreditorTerms(address(usd), 100 * USD, USD, uint32(CURE), uint32(RAMP), uint32(LAPSE));
    }

    function collateralTerms(address token, address oracle, uint8 riskClass)
        internal
        pure
        returns (CollateralTerms memory)
    {
        Ladder memory ladder = Ladder(5_000, 6_200, 6_400, 7_000, 8_000);
        return CollateralTerms(token, oracle, ladder, 500, 50, 10_000, riskClass);
    }

    function fund(address who) internal {
        usd.mint(who, 10_000_000 * USD);
        btc.mint(who, 1_000 * BTC);
        eth.mint(who, 1_000e18);
        vm.startPrank(who);
        usd.approve(address(book), MAX);
        btc.approve(address(book), MAX);
        eth.approve(address(book), MAX);
        vm.stopPrank();
    }

    function price(uint256 dollars) internal pure returns (uint256) {
        return dollars * 1e6 * 1e36 / 1e8;
    }

    function setBtc(uint256 dollars) internal {
        btcOracle.set(price(dollars), price(dollars));
    }

    function time() internal view returns (uint256) {
        return vm.getBlockTimestamp();
    }

    /// @dev Loan 1 of alice: 1 BTC at 60,000, debt 30,000; one second later.
    function opened() internal returns (LoanId id) {
        id = LoanIds.make(alice, creditor.ID(), 1);
        vm.prank(alice);
        book.open(id, btcId, BTC, 30_000 * USD, alice);
        skipTime(1);
    }

    /// @dev The same with arrears of 1,000 and called for them by bob, in this second. The fee of 1
    ///      makes the debt 30,001.
    function calledForDefault() internal returns (LoanId id) {
        id = opened();
        creditor.setArrears(id, 1_000 * USD);
        vm.prank(bob);
        book.call(id);
    }

    function liquidate(LoanId id, uint256 maxRepaid) internal returns (uint256, uint256, uint256) {
        vm.prank(liquidator);
        return book.liquidate(id, maxRepaid, 0, liquidator, "");
    }

    function assertDebt(LoanId id, uint256 units, uint256 since, bool isCalled) internal view {
        Loan memory item = book.loan(id);
        assertEq(item.units, units, "units");
        assertEq(item.since, since, "since");
        assertEq(item.called, isCalled, "called");
    }
}
