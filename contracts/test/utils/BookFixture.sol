// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import {LendingPool} from "../../src/credit/LendingPool.sol";
import {ILoanBook} from "../../src/interfaces/ILoanBook.sol";
import {LoanBook} from "../../src/LoanBook.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId, LoanIds} from "../../src/types/LoanId.sol";
import {CollateralTerms, CreditorTerms, Ladder} from "../../src/types/Terms.sol";
import {SettableOracle} from "../oracles/SettableOracle.sol";
import {PlainToken} from "../tokens/PlainToken.sol";
import {TestBase} from "./TestBase.sol";

/// @notice A book, one pool lending a 6-decimal token, and three collaterals with oracles that
///         answer what they are told: BTC-like (8 decimals, class 0, 60,000), ETH-like (18, class
///         1, 2,000), an altcoin (18, class 2, 10).
abstract contract BookFixture is TestBase {
    uint256 internal constant USD = 1e6;
    uint256 internal constant BTC = 1e8;
    uint256 internal constant ETHER = 1e18;

    LoanBook internal book;
    LendingPool internal pool;
    AccessManager internal manager;
    PlainToken internal usd;
    PlainToken internal btc;
    PlainToken internal eth;
    PlainToken internal alt;
    SettableOracle internal btcOracle;
    SettableOracle internal ethOracle;
    SettableOracle internal altOracle;
    CollateralId internal btcId;
    CollateralId internal ethId;
    CollateralId internal altId;

    address internal alice;
    address internal bob;
    address internal carol;
    address internal lender;
    address internal liquidator;

    function setUp() public virtual {
        vm.warp(1_750_000_000);
        (alice, bob, carol) = (makeAddr("alice"), makeAddr("bob"), makeAddr("carol"));
        (lender, liquidator) = (makeAddr("lender"), makeAddr("liquidator"));
        manager = new AccessManager(address(this));
        book = new LoanBook(address(0));
        (usd, btc) = (new PlainToken(6), new PlainToken(8));
        (eth, alt) = (new PlainToken(18), new PlainToken(18));
        pool = new LendingPool(
            ILoanBook(address(book)), creditorTerms(), address(manager), "Hypothec USD", "hUSD"
        );
        btcOracle = oracleAt(60_000, 8);
        ethOracle = oracleAt(2_000, 18);
        altOracle = oracleAt(10, 18);
        pool.setPremium(1, 100);
        pool.setPremium(2, 500);
        btcId = listing(btc, btcOracle, btcLadder(), 500, 0);
        ethId = listing(eth, ethOracle, Ladder(4_700, 5_900, 6_100, 6_700, 7_700), 500, 1);
        altId = listing(alt, altOracle, Ladder(3_500, 4_800, 5_000, 5_500, 6_500), 800, 2);
        fund(lender, 10_000_000 * USD);
        vm.prank(lender);
        pool.deposit(5_000_000 * USD, lender);
        fund(alice, 0);
        fund(bob, 0);
        fund(carol, 0);
        fund(liquidator, 10_000_000 * USD);
    }

    function creditorTerms() internal view virtual returns (CreditorTerms memory) {
        return CreditorTerms({
            loanToken: address(usd),
            minDebt: 100 * USD,
            callFee: 0,
            cureWindow: 24 hours,
            ramp: 1 hours,
            lapse: 24 hours
        });
    }

    function btcLadder() internal pure returns (Ladder memory) {
        return Ladder(5_000, 6_200, 6_400, 7_000, 8_000);
    }

    function listing(
        PlainToken token,
        SettableOracle oracle,
        Ladder memory ladder,
        uint16 maxBonusBps,
        uint8 riskClass
    ) internal returns (CollateralId) {
        return pool.listCollateral(
            CollateralTerms({
                collateral: address(token),
                oracle: address(oracle),
                ladder: ladder,
                maxBonusBps: maxBonusBps,
                floorBonusBps: 50,
                slopeBps: 10_000,
                riskClass: riskClass
            }),
            1_000_000_000e6,
            1_000_000_000e6
        );
    }

    /// @dev `dollars` for a whole token of `decimals`, against the 6-decimal loan token, scaled by
    ///      1e36.
    function scaled(uint256 dollars, uint8 decimals) internal pure returns (uint256) {
        return dollars * 1e6 * 1e36 / 10 ** decimals;
    }

    function oracleAt(uint256 dollars, uint8 decimals) internal returns (SettableOracle) {
        return new SettableOracle(scaled(dollars, decimals), scaled(dollars, decimals));
    }

    function setBtc(uint256 dollars) internal {
        btcOracle.set(scaled(dollars, 8), scaled(dollars, 8));
    }

    /// @dev Gives an actor collateral of every kind, some loan tokens, and unlimited approvals.
    function fund(address who, uint256 dollars) internal {
        usd.mint(who, dollars);
        btc.mint(who, 100 * BTC);
        eth.mint(who, 1_000 * ETHER);
        alt.mint(who, 100_000 * ETHER);
        vm.startPrank(who);
        usd.approve(address(book), type(uint256).max);
        usd.approve(address(pool), type(uint256).max);
        btc.approve(address(book), type(uint256).max);
        eth.approve(address(book), type(uint256).max);
        alt.approve(address(book), type(uint256).max);
        vm.stopPrank();
    }

    function loanOf(address borrower, uint64 number) internal view returns (LoanId) {
        return LoanIds.make(borrower, pool.creditorId(), number);
    }

    /// @dev Opens loan 1 of `borrower` with BTC.
    function openBtc(address borrower, uint256 sats, uint256 dollars)
        internal
        returns (LoanId id)
    {
        id = loanOf(borrower, 1);
        vm.prank(borrower);
        book.open(id, btcId, sats, dollars, borrower);
    }
}
