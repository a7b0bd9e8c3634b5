// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "solady/tokens/ERC20.sol";
import {ERC4626} from "solady/tokens/ERC4626.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

import {ILendingPoolErrors, ILendingPoolEvents} from "../../../src/interfaces/ILendingPool.sol";
import {PoolTest} from "../../utils/PoolTest.sol";

/// @notice `deposit` and `mint`: a million shares a unit at first, fewer as interest comes.
contract DepositTest is PoolTest {
    uint256 internal constant MOST = 2 ** 100;

    function deposit(uint256 assets) internal returns (uint256) {
        vm.prank(bob);
        return pool.deposit(assets, carol);
    }

    function mint(uint256 shares) internal returns (uint256) {
        vm.prank(bob);
        return pool.mint(shares, carol);
    }

    function test_deposit_firstGetsAMillionSharesAUnit() public view {
        assertEq(pool.balanceOf(lender), SHARES);
        assertEq(pool.totalSupply(), SHARES);
        assertEq(pool.totalAssets(), 5_000_000 * USD);
        assertEq(pool.cash(), 5_000_000 * USD);
    }

    /// @dev At par: 1,000 more for 1e15 shares.
    function test_deposit_emitsAndStores() public {
        fundBob(1_000);
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.InterestShared(0, 5_001_000 * USD, 0);
        vm.expectEmit(address(pool));
        emit ERC4626.Deposit(bob, carol, 1_000 * USD, 1e15);
        assertEq(deposit(1_000 * USD), 1e15);
        assertEq(pool.balanceOf(carol), 1e15);
        assertEq(usd.balanceOf(bob), 0);
        assertEq(usd.balanceOf(address(pool)), 5_001_000 * USD);
        assertEq(lenderAssets(), 5_001_000 * USD);
        assertEq(pool.cash(), 5_001_000 * USD);
    }

    /// @dev 1e9 * (5e18 + 1e6) / (5,002,839,614,788 + 1) = 999,432,399,395,813.9, rounded down.
    function test_deposit_afterInterestGetsFewerShares() public {
        yearOfInterest();
        fundBob(1_000);
        assertEq(pool.previewDeposit(1_000 * USD), 999_432_399_395_813);
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.InterestShared(1e9, LENT + 1_000 * USD, FIRST_LOSS);
        assertEq(deposit(1_000 * USD), 999_432_399_395_813);
        assertEq(lenderAssets(), LENT + 1_000 * USD);
        assertEq(pool.firstLoss(), FIRST_LOSS);
    }

    /// @dev 1e15 shares cost 1,000.567923, rounded up.
    function test_mint_afterInterestCostsMore() public {
        yearOfInterest();
        fundBob(2_000);
        assertEq(pool.previewMint(1e15), 1_000_567_923);
        vm.expectEmit(address(pool));
        emit ERC4626.Deposit(bob, carol, 1_000_567_923, 1e15);
        assertEq(mint(1e15), 1_000_567_923);
        assertEq(pool.balanceOf(carol), 1e15);
        assertEq(usd.balanceOf(bob), 2_000 * USD - 1_000_567_923);
    }

    function test_deposit_revertsWhen_Nothing() public {
        vm.expectRevert(ILendingPoolErrors.NothingMoved.selector);
        deposit(0);
        vm.expectRevert(ILendingPoolErrors.NothingMoved.selector);
        mint(0);
    }

    /// @dev All lenders gone, the first loss lent out: a year's interest, 2,839.614788 for lenders,
    ///      stands against the virtual shares alone. A share costs 2,839.614788 / 1e6 = 2,839.61
    ///      units; less buys none, and is refused rather than kept.
    function test_deposit_revertsWhen_ItBuysNoShare() public {
        vm.startPrank(lender);
        pool.redeem(SHARES, lender, lender);
        pool.fundFirstLoss(100_000 * USD);
        vm.stopPrank();
        yearOfInterest();
        assertEq(pool.totalAssets(), 2_839_614_788);
        fundBob(1);
        vm.expectRevert(ILendingPoolErrors.NothingMoved.selector);
        deposit(2_839);
        assertEq(deposit(2_840), 1);
    }

    function test_deposit_revertsWhen_NotApproved() public {
        fundBob(1_000);
        vm.prank(bob);
        usd.approve(address(pool), 1);
        vm.expectRevert(SafeTransferLib.TransferFromFailed.selector);
        deposit(1_000 * USD);
    }

    // The bound on what lenders bring: 2^100, cash and debt together

    function test_deposit_upToTheBound() public {
        uint256 room = MOST - 5_000_000 * USD;
        assertEq(pool.maxDeposit(bob), room);
        usd.mint(bob, room + 1);
        vm.expectRevert(
            abi.encodeWithSelector(ILendingPoolErrors.AmountAboveBound.selector, room + 1, room)
        );
        deposit(room + 1);
        deposit(room);
        assertEq(pool.cash(), MOST);
        assertEq(pool.maxDeposit(bob), 0);
        assertEq(pool.maxMint(bob), 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILendingPoolErrors.AmountAboveBound.selector, uint256(1), uint256(0)
            )
        );
        deposit(1);
    }

    function test_mint_upToTheBound() public {
        uint256 most = pool.maxMint(bob);
        usd.mint(bob, MOST);
        uint256 snapshot = vm.snapshotState();
        mint(most);
        vm.revertToState(snapshot);
        vm.expectPartialRevert(ILendingPoolErrors.AmountAboveBound.selector);
        mint(most + 1e6);
    }

    function test_deposit_revertsWhen_BeyondAnyBound() public {
        vm.expectRevert(
            abi.encodeWithSelector(ILendingPoolErrors.AmountAboveBound.selector, MAX, MOST)
        );
        deposit(MAX);
        vm.expectRevert(
            abi.encodeWithSelector(ILendingPoolErrors.AmountAboveBound.selector, MOST + 1, MOST)
        );
        deposit(MOST + 1);
    }

    /// @dev Debt counts for the bound: interest leaves less room.
    function test_maxDeposit_fallsWithInterest() public {
        yearOfInterest();
        assertEq(pool.maxDeposit(bob), MOST - 4_970_000 * USD - OWED);
    }

    function test_mint_revertsWhen_BeyondAnyBound() public {
        vm.expectPartialRevert(ILendingPoolErrors.AmountAboveBound.selector);
        mint(MAX);
    }

    // Metadata

    function test_shares_haveSixMoreDecimals() public view {
        assertEq(pool.decimals(), 12);
        assertEq(pool.asset(), address(usd));
        assertEq(pool.name(), "Hypothec USD");
        assertEq(pool.symbol(), "hUSD");
    }

    /// @dev Permit2 has no standing allowance over shares.
    function test_shares_giveNobodyAStandingAllowance() public {
        address permit2 = 0x000000000022D473030F116dDEE9F6B43aC78BA3;
        assertEq(pool.allowance(lender, permit2), 0);
        vm.expectRevert(ERC20.InsufficientAllowance.selector);
        vm.prank(permit2);
        pool.transferFrom(lender, bob, 1);
    }

    function test_shares_move() public {
        vm.prank(lender);
        pool.transfer(bob, 1e12);
        assertEq(pool.balanceOf(bob), 1e12);
        vm.prank(bob);
        assertEq(pool.redeem(1e12, bob, bob), USD);
    }
}
