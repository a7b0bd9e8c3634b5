// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Act} from "./Errors.sol";
import {Kind} from "./Probe.sol";
import {Selling} from "./Selling.sol";
import {Dice, Setup} from "./Setup.sol";

/// @notice What lenders do: within what `max*` say an act succeeds, and gives what `preview*` said.
abstract contract Lending is Selling {
    constructor(Setup memory s) Selling(s) {}

    function deposit(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        address who = lenders[dice.roll(3)];
        uint256 most = pool.maxDeposit(who);
        bool absurd = dice.oneIn(12);
        uint256 assets =
            absurd ? dice.between(most, most + 1) : dice.between(0, min(most, 20 * size));
        uint256 shares = pool.previewDeposit(assets);
        loanToken.mint(who, assets);
        (bool ok, bytes memory result) =
            attempt(Act.Lender, who, address(pool), abi.encodeCall(pool.deposit, (assets, who)));
        assertEq(ok, assets <= most && shares != 0, "invariant 21: a deposit within the maximum");
        if (ok) {
            assertEq(abi.decode(result, (uint256)), shares, "invariant 21: as previewed");
            did(Kind.Deposit);
        }
        burnBack(loanToken, who);
        settleLender(ok ? assets : 0, 0);
        if (absurd && ok) redeemAtOnce(who, shares);
    }

    /// @dev As much as the pool can hold would leave nothing to happen in it.
    function redeemAtOnce(address who, uint256 shares) private {
        uint256 assets = pool.previewRedeem(shares);
        vm.prank(who);
        pool.redeem(shares, SINK, who);
        settleLender(0, assets);
    }

    function mint(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        address who = lenders[dice.roll(3)];
        uint256 most = pool.maxMint(who);
        uint256 shares = dice.between(0, min(most, pool.convertToShares(20 * size)));
        bool absurd = dice.oneIn(12);
        if (absurd) shares = most;
        uint256 assets = pool.previewMint(shares);
        loanToken.mint(who, assets);
        (bool ok, bytes memory result) =
            attempt(Act.Lender, who, address(pool), abi.encodeCall(pool.mint, (shares, who)));
        assertEq(ok, shares != 0, "invariant 21: a mint within the maximum");
        if (ok) {
            assertEq(abi.decode(result, (uint256)), assets, "invariant 21: as previewed");
            did(Kind.Mint);
        }
        burnBack(loanToken, who);
        settleLender(ok ? assets : 0, 0);
        if (absurd && ok) redeemAtOnce(who, shares);
    }

    function withdrawAssets(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        address who = lenders[dice.roll(3)];
        uint256 most = pool.maxWithdraw(who);
        uint256 assets = dice.oneIn(8) ? most + dice.roll(2) : dice.between(0, most / 2);
        uint256 shares = pool.previewWithdraw(assets);
        bytes memory data = abi.encodeCall(pool.withdraw, (assets, SINK, who));
        uint256 had = loanToken.balanceOf(SINK);
        (bool ok, bytes memory result) = attempt(Act.Lender, who, address(pool), data);
        assertEq(ok, assets != 0 && assets <= most, "invariant 21: a withdrawal within the most");
        if (ok) {
            assertEq(abi.decode(result, (uint256)), shares, "invariant 21: as previewed");
            did(Kind.WithdrawAssets);
        }
        assertEq(
            loanToken.balanceOf(SINK) - had, ok ? assets : 0, "invariant 1: paid to the lender"
        );
        settleLender(0, ok ? assets : 0);
    }

    function redeem(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        address who = lenders[dice.roll(3)];
        uint256 most = pool.maxRedeem(who);
        uint256 shares = dice.oneIn(8) ? most : dice.between(0, most / 2);
        if (dice.oneIn(12)) shares = pool.balanceOf(who) + dice.roll(2);
        uint256 assets = pool.previewRedeem(shares);
        bytes memory data = abi.encodeCall(pool.redeem, (shares, SINK, who));
        uint256 had = loanToken.balanceOf(SINK);
        (bool ok, bytes memory result) = attempt(Act.Lender, who, address(pool), data);
        if (shares <= most) {
            assertEq(ok, assets != 0, "invariant 21: a redemption within the maximum");
        }
        if (shares == most && most != 0) {
            assertTrue(ok, "invariant 21: all that maxRedeem says can be redeemed");
        }
        if (ok) {
            assertEq(abi.decode(result, (uint256)), assets, "invariant 21: as previewed");
            did(Kind.Redeem);
        }
        assertEq(
            loanToken.balanceOf(SINK) - had, ok ? assets : 0, "invariant 1: paid to the lender"
        );
        settleLender(0, ok ? assets : 0);
    }

    function transferShares(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        address from = lenders[dice.roll(3)];
        address to = lenders[dice.roll(3)];
        uint256 had = pool.balanceOf(from);
        uint256 shares = dice.between(0, had / 4 + 1);
        bytes memory data = abi.encodeCall(pool.transfer, (to, shares));
        (bool ok,) = attempt(Act.Lender, from, address(pool), data);
        assertEq(ok, shares <= had, "invariant 3: shares move within a balance");
        if (ok) did(Kind.TransferShares);
        settleLender(0, 0);
    }

    function fundFirstLoss(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        uint256 amount = dice.between(0, size / 10);
        uint256 was = last.firstLoss;
        loanToken.mint(stranger, amount);
        bytes memory data = abi.encodeCall(pool.fundFirstLoss, (amount));
        (bool ok,) = attempt(Act.Lender, stranger, address(pool), data);
        burnBack(loanToken, stranger);
        settleLender(ok ? amount : 0, 0);
        if (!ok) return;
        assertEq(last.firstLoss, was + amount, "invariant 23: what funds the first loss is in it");
        did(Kind.FundFirstLoss);
    }

    /// @dev Changes nobody's debt: what is owed is the same before and after.
    function accrue(uint256) external step {
        (bool ok,) = attempt(Act.Lender, stranger, address(pool), abi.encodeCall(pool.accrue, ()));
        assertTrue(ok, "invariant 16: anyone may bring interest up to now");
        settleLender(0, 0);
        did(Kind.Accrue);
    }
}
