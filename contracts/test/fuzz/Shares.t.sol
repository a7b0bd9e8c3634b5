// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RateConfig} from "../../src/credit/rates/KinkedRate.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {PoolTest} from "../utils/PoolTest.sol";

/// @notice ERC-4626 in pools of any history: interest, a first loss, bad debt, donations.
contract SharesFuzz is PoolTest {
    function setUp() public override {
        super.setUp();
        usd.mint(bob, 1e30);
    }

    function next(uint256 seed, uint256 i) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, i)));
    }

    /// @dev Some lent, some time, and in a third of the cases each a loss, a reserve, a donation.
    function history(uint256 seed) internal {
        pool.setRates(RateConfig(uint16(bound(next(seed, 0), 0, 5_000)), 0, 0, 9_000, 1_000));
        LoanId id = openBtc(alice, 100 * BTC, bound(next(seed, 1), 100 * USD, 3_000_000 * USD));
        skipTime(bound(next(seed, 2), 1, 500 days));
        if (next(seed, 3) % 3 == 0) {
            vm.prank(lender);
            pool.fundFirstLoss(bound(next(seed, 4), 1, 1_000_000 * USD));
        }
        if (next(seed, 5) % 3 == 0) {
            btcOracle.set(1, 1);
            book.writeOff(id);
        }
        if (next(seed, 6) % 3 == 0) usd.mint(address(pool), next(seed, 7) % 1e20);
        vm.prank(bob);
        pool.deposit(bound(next(seed, 8), 1e6, 1_000_000 * USD), bob);
    }

    function asBob() internal {
        vm.prank(bob);
    }

    // There and back: never more than before

    function testFuzz_shares_depositThenOut(uint256 seed, uint256 assets) public {
        history(seed);
        assets = bound(assets, 10, 1e12);
        asBob();
        uint256 shares = pool.deposit(assets, bob);
        uint256 snapshot = vm.snapshotState();
        asBob();
        assertLe(pool.redeem(shares, bob, bob), assets, "redeem");
        vm.revertToState(snapshot);
        asBob();
        assertGe(pool.withdraw(assets, bob, bob), shares, "withdraw");
    }

    function testFuzz_shares_mintThenOut(uint256 seed, uint256 shares) public {
        history(seed);
        shares = bound(shares, 1e7, 1e18);
        asBob();
        uint256 assets = pool.mint(shares, bob);
        uint256 snapshot = vm.snapshotState();
        asBob();
        assertLe(pool.redeem(shares, bob, bob), assets, "redeem");
        vm.revertToState(snapshot);
        asBob();
        assertGe(pool.withdraw(assets, bob, bob), shares, "withdraw");
    }

    function testFuzz_shares_redeemThenIn(uint256 seed, uint256 shares) public {
        history(seed);
        shares = bound(shares, pool.balanceOf(bob) / 1_000 + 1, pool.maxRedeem(bob));
        asBob();
        uint256 assets = pool.redeem(shares, bob, bob);
        uint256 snapshot = vm.snapshotState();
        asBob();
        assertLe(pool.deposit(assets, bob), shares, "deposit");
        vm.revertToState(snapshot);
        asBob();
        assertGe(pool.mint(shares, bob), assets, "mint");
    }

    function testFuzz_shares_withdrawThenIn(uint256 seed, uint256 assets) public {
        history(seed);
        assets = bound(assets, 10, pool.maxWithdraw(bob));
        asBob();
        uint256 shares = pool.withdraw(assets, bob, bob);
        uint256 snapshot = vm.snapshotState();
        asBob();
        assertLe(pool.deposit(assets, bob), shares, "deposit");
        vm.revertToState(snapshot);
        asBob();
        assertGe(pool.mint(shares, bob), assets, "mint");
    }

    // In two parts: never better than at once

    function testFuzz_shares_splittingNeverPays(uint256 seed, uint256 assets, uint256 part)
        public
    {
        history(seed);
        assets = bound(assets, 100, pool.maxWithdraw(bob));
        part = bound(part, 10, assets - 10);
        uint256 snapshot = vm.snapshotState();
        asBob();
        uint256 once = pool.deposit(assets, bob);
        vm.revertToState(snapshot);
        asBob();
        uint256 twice = pool.deposit(part, bob);
        asBob();
        twice += pool.deposit(assets - part, bob);
        assertLe(twice, once, "deposit");
        vm.revertToState(snapshot);
        asBob();
        once = pool.withdraw(assets, bob, bob);
        vm.revertToState(snapshot);
        asBob();
        twice = pool.withdraw(part, bob, bob);
        asBob();
        twice += pool.withdraw(assets - part, bob, bob);
        assertGe(twice, once, "withdraw");
    }

    // Previews and maxima tell the truth

    function testFuzz_shares_previewsAreExact(uint256 seed, uint256 amount) public {
        history(seed);
        amount = bound(amount, 10, 1e12);
        uint256 snapshot = vm.snapshotState();
        uint256 expected = pool.previewDeposit(amount);
        asBob();
        assertEq(pool.deposit(amount, bob), expected, "deposit");
        vm.revertToState(snapshot);
        expected = pool.previewMint(amount * 1e6);
        asBob();
        assertEq(pool.mint(amount * 1e6, bob), expected, "mint");
        vm.revertToState(snapshot);
        amount = bound(amount, 1, pool.maxWithdraw(bob));
        expected = pool.previewWithdraw(amount);
        asBob();
        assertEq(pool.withdraw(amount, bob, bob), expected, "withdraw");
        vm.revertToState(snapshot);
        uint256 shares = pool.maxRedeem(bob);
        expected = pool.previewRedeem(shares);
        asBob();
        assertEq(pool.redeem(shares, bob, bob), expected, "redeem");
    }

    function testFuzz_shares_maximaWork(uint256 seed) public {
        history(seed);
        uint256 snapshot = vm.snapshotState();
        uint256 most = pool.maxWithdraw(bob);
        asBob();
        pool.withdraw(most, bob, bob);
        vm.revertToState(snapshot);
        most = pool.maxRedeem(bob);
        asBob();
        pool.redeem(most, bob, bob);
        vm.revertToState(snapshot);
        most = pool.maxDeposit(bob);
        usd.mint(bob, most);
        asBob();
        pool.deposit(most, bob);
        vm.revertToState(snapshot);
        most = pool.maxMint(bob);
        usd.mint(bob, pool.maxDeposit(bob));
        asBob();
        pool.mint(most, bob);
    }

    // Whatever one lender does, the others' price does not fall

    function testFuzz_shares_priceOnlyFallsByLosses(uint256 seed, uint256 amount) public {
        history(seed);
        uint256 price = pool.convertToAssets(1e24);
        amount = bound(amount, 10, pool.maxWithdraw(bob));
        asBob();
        pool.deposit(amount, bob);
        assertGe(pool.convertToAssets(1e24), price, "deposit");
        price = pool.convertToAssets(1e24);
        asBob();
        pool.withdraw(amount, bob, bob);
        assertGe(pool.convertToAssets(1e24), price, "withdraw");
        price = pool.convertToAssets(1e24);
        pool.accrue();
        assertEq(pool.convertToAssets(1e24), price, "accrue");
        skipTime(bound(seed, 1, 100 days));
        assertGe(pool.convertToAssets(1e24), price, "time");
    }

    /// @dev A donation is nobody's: no field, no price, no room changes.
    function testFuzz_shares_donationsChangeNothing(uint256 seed, uint256 amount) public {
        history(seed);
        bytes memory before = fields();
        usd.mint(address(pool), bound(amount, 1, 1e30));
        usd.mint(address(book), bound(amount, 1, 1e30));
        btc.mint(address(book), bound(amount, 1, 1e30));
        assertEq(fields(), before);
    }

    function fields() internal view returns (bytes memory) {
        return abi.encode(
            pool.cash(),
            pool.owed(),
            pool.totalAssets(),
            pool.firstLoss(),
            pool.totalSupply(),
            pool.convertToAssets(1e24),
            pool.maxWithdraw(bob),
            pool.maxDeposit(bob),
            book.loan(loanOf(alice, 1))
        );
    }

    /// @dev The first depositor's trick: donate anything to an empty or nearly empty pool, then let
    ///      a victim deposit. The victim loses next to nothing, the attacker all of it.
    function testFuzz_shares_firstDepositorCannotInflate(
        uint256 seedling,
        uint256 donation,
        uint256 deposit
    ) public {
        vm.prank(lender);
        pool.redeem(SHARES, lender, lender);
        seedling = bound(seedling, 0, 1e6);
        if (seedling != 0) {
            asBob();
            pool.deposit(seedling, bob);
        }
        usd.mint(address(pool), bound(donation, 0, 1e30));
        deposit = bound(deposit, 1, 1e15);
        usd.mint(carol, deposit);
        vm.startPrank(carol);
        uint256 shares = pool.deposit(deposit, carol);
        assertEq(pool.redeem(shares, carol, carol), deposit);
        vm.stopPrank();
    }

    /// @dev A donation as first loss is no trick either: it is not the lenders'.
    function testFuzz_shares_firstLossCannotInflate(uint256 donation, uint256 deposit) public {
        vm.prank(lender);
        pool.redeem(SHARES, lender, lender);
        usd.mint(lender, 1e24);
        vm.prank(lender);
        pool.fundFirstLoss(bound(donation, 1, 1e24));
        deposit = bound(deposit, 1, 1e15);
        usd.mint(carol, deposit);
        vm.startPrank(carol);
        uint256 shares = pool.deposit(deposit, carol);
        assertEq(pool.redeem(shares, carol, carol), deposit);
        vm.stopPrank();
    }
}
