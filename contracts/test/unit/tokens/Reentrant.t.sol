// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "solady/utils/ReentrancyGuardTransient.sol";

import {CollateralId} from "../../../src/types/CollateralId.sol";
import {Loan} from "../../../src/types/Loan.sol";
import {LoanId, LoanIds} from "../../../src/types/LoanId.sol";
import {PlainToken} from "../../tokens/PlainToken.sol";
import {ReentrantToken} from "../../tokens/ReentrantToken.sol";
import {TokenTest} from "../../utils/TokenTest.sol";

/// @notice From each hook of a token with hooks, each entry point of book and pool, before and
///         after the balances move. The token acts as a borrower, a lender and a liquidator of its
///         own, with funds and approvals, so that nothing but the locks and the balance checks
///         stops it.
contract ReentrantTest is TokenTest {
    ReentrantToken internal token;

    function prepare(bool loanSide) internal {
        token = new ReentrantToken(18);
        PlainToken other = new PlainToken(18);
        if (loanSide) market(address(token), address(other));
        else market(address(other), address(token));
        provide(address(token));
        vm.prank(address(token));
        pool.deposit(50_000 * loanLot, address(token));
        vm.prank(address(token));
        book.open(own(), collateralId, 10 * lot, 5_000 * loanLot, address(token));
        open();
        skipTime(1 days);
    }

    /// @dev The token's own loan.
    function own() internal view returns (LoanId) {
        return LoanIds.make(address(token), 1, 1);
    }

    struct Action {
        address who;
        address target;
        uint256 price;
        bytes data;
    }

    /// @dev Every action that moves tokens; the price makes it possible.
    function outers() internal view returns (Action[] memory all) {
        all = new Action[](12);
        (address b, address p, uint256 l) = (address(book), address(pool), loanLot);
        CollateralId c = collateralId;
        all[0] = Action(alice, b, 2_000, abi.encodeCall(book.pledge, (id(), c, lot)));
        all[1] = Action(alice, b, 2_100, abi.encodeCall(book.withdraw, (id(), c, lot, alice)));
        all[2] = Action(alice, b, 2_100, abi.encodeCall(book.draw, (id(), l, alice)));
        all[3] = Action(alice, b, 2_000, abi.encodeCall(book.open, (id(), c, lot, l, alice)));
        all[4] = Action(alice, b, 2_000, abi.encodeCall(book.repay, (id(), l)));
        all[5] = Action(alice, b, 1_400, abi.encodeCall(book.call, (id())));
        all[6] = Action(
            liquidator, b, 1_200, abi.encodeCall(book.liquidate, (id(), MAX, 0, liquidator, ""))
        );
        all[7] = Action(lender, p, 2_000, abi.encodeCall(pool.deposit, (l, lender)));
        all[8] = Action(lender, p, 2_000, abi.encodeCall(pool.mint, (l * 1e6, lender)));
        all[9] = Action(lender, p, 2_000, abi.encodeCall(pool.withdraw, (l, lender, lender)));
        all[10] = Action(lender, p, 2_000, abi.encodeCall(pool.redeem, (l * 1e6, lender, lender)));
        all[11] = Action(lender, p, 2_000, abi.encodeCall(pool.fundFirstLoss, (l)));
    }

    /// @dev Every entry of the book that is locked, the guarded view included.
    function bookEntries() internal view returns (bytes[] memory all) {
        all = new bytes[](11);
        address me = address(token);
        all[0] = abi.encodeCall(book.pledge, (own(), collateralId, lot));
        all[1] = abi.encodeCall(book.withdraw, (own(), collateralId, 1, me));
        all[2] = abi.encodeCall(book.draw, (own(), 1, me));
        all[3] = abi.encodeCall(book.open, (own(), collateralId, lot, loanLot, me));
        all[4] = abi.encodeCall(book.repay, (own(), loanLot));
        all[5] = abi.encodeCall(book.call, (own()));
        all[6] = abi.encodeCall(book.clear, (own()));
        all[7] = abi.encodeCall(book.liquidate, (id(), MAX, 0, me, ""));
        all[8] = abi.encodeCall(book.writeOff, (own()));
        all[9] = abi.encodeCall(book.loan, (id()));
        bytes[] memory inner = new bytes[](1);
        inner[0] = all[4];
        all[10] = abi.encodeCall(book.multicall, (inner));
    }

    function poolEntries() internal view returns (bytes[] memory all) {
        all = new bytes[](5);
        address me = address(token);
        all[0] = abi.encodeCall(pool.deposit, (loanLot, me));
        all[1] = abi.encodeCall(pool.mint, (loanLot * 1e6, me));
        all[2] = abi.encodeCall(pool.withdraw, (loanLot, me, me));
        all[3] = abi.encodeCall(pool.redeem, (loanLot * 1e6, me, me));
        all[4] = abi.encodeCall(pool.fundFirstLoss, (loanLot));
    }

    // From the book into the book, from the pool into the pool: locked, and the outer action stands

    function test_reentrant_collateralFindsTheBookLocked() public {
        prepare(false);
        Action[] memory all = outers();
        uint256[4] memory moving = [uint256(0), 1, 3, 6];
        for (uint256 i = 0; i < 4; i++) {
            assertLocked(all[moving[i]], address(book), bookEntries());
        }
    }

    function test_reentrant_loanTokenFindsTheBookLocked() public {
        prepare(true);
        Action[] memory all = outers();
        for (uint256 i = 2; i < 7; i++) {
            assertLocked(all[i], address(book), bookEntries());
        }
    }

    function test_reentrant_loanTokenFindsThePoolLocked() public {
        prepare(true);
        Action[] memory all = outers();
        for (uint256 i = 7; i < 12; i++) {
            assertLocked(all[i], address(pool), poolEntries());
        }
    }

    function assertLocked(Action memory outer, address target, bytes[] memory inners) internal {
        setPrice(outer.price);
        bytes memory locked = abi.encodeWithSelector(ReentrancyGuardTransient.Reentrancy.selector);
        for (uint256 i = 0; i < inners.length; i++) {
            for (uint256 when = 0; when < 2; when++) {
                uint256 snapshot = vm.snapshotState();
                token.setHook(ReentrantToken.Hook(target, inners[i], when == 0, when == 1, false));
                uint256 count = token.callCount();
                vm.prank(outer.who);
                (bool ok,) = outer.target.call(outer.data);
                assertTrue(ok, "the outer action stands");
                assertGt(token.callCount(), count, "the hook was used");
                assertFalse(token.lastOk(), "locked");
                assertEq(token.lastResult(), locked);
                vm.revertToState(snapshot);
            }
        }
    }

    // From the book into the pool and back: allowed or refused, but nobody loses and no count is
    // off

    function test_reentrant_bookIntoPoolHarmsNobody() public {
        uint256 went;
        prepare(true);
        Action[] memory all = outers();
        for (uint256 i = 2; i < 7; i++) {
            went += assertHarmless(all[i], address(pool), poolEntries());
        }
        assertGt(went, 0, "some go through");
    }

    function test_reentrant_poolIntoBookHarmsNobody() public {
        uint256 went;
        prepare(true);
        Action[] memory all = outers();
        for (uint256 i = 7; i < 12; i++) {
            went += assertHarmless(all[i], address(book), bookEntries());
        }
        assertGt(went, 0, "some go through");
    }

    function test_reentrant_collateralIntoPoolHarmsNobody() public {
        uint256 went;
        prepare(false);
        Action[] memory all = outers();
        uint256[4] memory moving = [uint256(0), 1, 3, 6];
        for (uint256 i = 0; i < 4; i++) {
            went += assertHarmless(all[moving[i]], address(pool), poolEntries());
        }
        assertGt(went, 0, "some go through");
    }

    /// @return went How many of the calls from within a hook went through.
    function assertHarmless(Action memory outer, address target, bytes[] memory inners)
        internal
        returns (uint256 went)
    {
        setPrice(outer.price);
        uint256 before = wealth();
        uint256 sharePrice = pool.convertToAssets(1e24);
        for (uint256 i = 0; i < inners.length; i++) {
            for (uint256 when = 0; when < 2; when++) {
                uint256 snapshot = vm.snapshotState();
                token.setHook(ReentrantToken.Hook(target, inners[i], when == 0, when == 1, false));
                vm.prank(outer.who);
                (bool ok,) = outer.target.call(outer.data);
                token.clearHook();
                assertCounts();
                uint256 landed = ok && token.lastOk() ? 1 : 0;
                assertGe(pool.convertToAssets(1e24), sharePrice, "the share price");
                if (!isLiquidation(inners[i])) assertLe(wealth(), before + 2, "no gain");
                if (!ok) assertEq(pool.convertToAssets(1e24), sharePrice);
                vm.revertToState(snapshot);
                went += landed;
            }
        }
    }

    /// @dev A liquidation that is due has its bonus wherever it is called from.
    function isLiquidation(bytes memory data) internal view returns (bool) {
        return bytes4(data) == book.liquidate.selector;
    }

    /// @dev What the token owns in loan-token units: balances, shares, its loan's worth.
    function wealth() internal view returns (uint256) {
        Loan memory loan = book.loan(own());
        (uint256 debt,) = pool.debtOf(own(), collateralId, loan.units);
        address me = address(token);
        uint256 held = loan.amounts[0] + collateral.balanceOf(me);
        return loanToken.balanceOf(me) + pool.convertToAssets(pool.balanceOf(me)) + held
            * oracle.price() / 1e36 - debt;
    }

    function assertCounts() internal view {
        assertEq(loanToken.balanceOf(address(pool)), pool.cash(), "cash is there");
        uint256 pledged = book.loan(id()).amounts[0] + book.loan(own()).amounts[0];
        assertEq(collateral.balanceOf(address(book)), pledged, "collateral is there");
        (uint256 a,) = pool.debtOf(id(), collateralId, book.loan(id()).units);
        (uint256 b,) = pool.debtOf(own(), collateralId, book.loan(own()).units);
        assertLe(pool.owed(), a + b);
        assertGe(pool.owed() + 2, a + b, "what is owed is the sum of the debts");
        assertGe(pool.cash() + pool.owed(), pool.totalAssets() + pool.firstLoss());
    }

    /// @dev The unguarded views, from every hook: the same numbers as after the action, so there is
    ///      no state in between to be fooled by.
    function test_reentrant_viewsShowTheStateAfter() public {
        prepare(true);
        Action[] memory all = outers();
        bytes[4] memory views = [
            abi.encodeCall(pool.totalAssets, ()),
            abi.encodeCall(pool.owed, ()),
            abi.encodeCall(pool.cash, ()),
            abi.encodeCall(pool.convertToAssets, (1e24))
        ];
        for (uint256 i = 2; i < 12; i++) {
            setPrice(all[i].price);
            for (uint256 k = 0; k < 4; k++) {
                uint256 snapshot = vm.snapshotState();
                token.setHook(ReentrantToken.Hook(address(pool), views[k], true, false, false));
                vm.prank(all[i].who);
                (bool ok,) = all[i].target.call(all[i].data);
                assertTrue(ok);
                bytes memory seen = token.lastResult();
                (, bytes memory later) = address(pool).staticcall(views[k]);
                assertEq(seen, later);
                vm.revertToState(snapshot);
            }
        }
    }
}
