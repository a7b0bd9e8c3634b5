// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TestBase} from "../utils/TestBase.sol";
import {BlocklistToken} from "./BlocklistToken.sol";
import {FalseReturnToken} from "./FalseReturnToken.sol";
import {FeeOnTransferToken} from "./FeeOnTransferToken.sol";
import {NoReturnToken} from "./NoReturnToken.sol";
import {PlainToken} from "./PlainToken.sol";
import {RebasingToken} from "./RebasingToken.sol";
import {ReentrantToken} from "./ReentrantToken.sol";

/// @notice Each awkward token is awkward in the way its name says: else the tests that use it prove
/// nothing.
contract TokensTest is TestBase {
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");
    uint256 internal pokes;

    function poke() external {
        pokes += 1;
    }

    function refuse() external pure {
        fail("refused");
    }

    function test_plain_MovesWhatItSays() public {
        PlainToken token = new PlainToken(27);
        assertEq(token.decimals(), 27);
        token.mint(alice, 10);
        vm.prank(alice);
        assertTrue(token.transfer(bob, 4));
        token.burn(bob, 1);
        assertEq(token.balanceOf(alice), 6);
        assertEq(token.balanceOf(bob), 3);
        assertEq(token.totalSupply(), 9);
    }

    function test_noReturn_AnswersNothing() public {
        NoReturnToken token = new NoReturnToken(6);
        token.mint(address(this), 10);
        (bool ok, bytes memory answer) =
            address(token).call(abi.encodeCall(token.transfer, (bob, 3)));
        assertTrue(ok, "transfer");
        assertEq(answer.length, 0, "transfer's answer");
        (ok, answer) = address(token).call(abi.encodeCall(token.approve, (alice, 5)));
        assertTrue(ok, "approve");
        assertEq(answer.length, 0, "approve's answer");
        vm.prank(alice);
        (ok, answer) =
            address(token).call(abi.encodeCall(token.transferFrom, (address(this), bob, 5)));
        assertTrue(ok, "transferFrom");
        assertEq(answer.length, 0, "transferFrom's answer");
        assertEq(token.balanceOf(bob), 8, "moved");
        assertEq(token.allowance(address(this), alice), 0, "spent");
    }

    function test_noReturn_InfiniteAllowanceStays() public {
        NoReturnToken token = new NoReturnToken(6);
        token.mint(address(this), 10);
        token.approve(alice, type(uint256).max);
        vm.prank(alice);
        token.transferFrom(address(this), bob, 10);
        assertEq(token.allowance(address(this), alice), type(uint256).max);
    }

    function test_noReturn_revertsWhen_ShortOrReapproved() public {
        NoReturnToken token = new NoReturnToken(6);
        vm.expectRevert(
            abi.encodeWithSelector(NoReturnToken.InsufficientBalance.selector, address(this), 0, 1)
        );
        token.transfer(bob, 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                NoReturnToken.InsufficientAllowance.selector, address(this), 0, 1
            )
        );
        token.transferFrom(alice, bob, 1);
        token.approve(alice, 5);
        vm.expectRevert(abi.encodeWithSelector(NoReturnToken.AllowanceNotZero.selector, 5, 6));
        token.approve(alice, 6);
    }

    function test_falseReturn_AnswersFalseAndMovesNothing() public {
        FalseReturnToken token = new FalseReturnToken(18);
        assertFalse(token.transfer(bob, 1), "no balance");
        token.mint(address(this), 10);
        assertFalse(token.transferFrom(alice, bob, 1), "no balance of the owner");
        assertTrue(token.transfer(alice, 5), "transfer");
        assertFalse(token.transferFrom(alice, bob, 1), "no allowance");
        vm.prank(alice);
        token.approve(address(this), 5);
        assertTrue(token.transferFrom(alice, bob, 2), "transferFrom");
        token.setRefusing(true);
        assertFalse(token.transfer(bob, 1), "refusing transfer");
        assertFalse(token.transferFrom(alice, bob, 1), "refusing transferFrom");
        assertEq(token.balanceOf(bob), 2, "moved");
    }

    function test_feeOnTransfer_ReceiverGetsLess() public {
        FeeOnTransferToken token = new FeeOnTransferToken(18, 100);
        token.mint(address(this), 1_000);
        assertEq(token.balanceOf(address(this)), 1_000, "a mint is free");
        token.transfer(bob, 150);
        assertEq(token.balanceOf(bob), 148, "1 % of 150, rounded up");
        assertEq(token.totalSupply(), 998, "the fee is burnt");
        token.setFeeBps(0);
        token.transfer(bob, 150);
        assertEq(token.balanceOf(bob), 298, "without a fee");
    }

    function test_reentrant_CallsBackBeforeAndAfter() public {
        ReentrantToken token = new ReentrantToken(18);
        token.setHook(
            ReentrantToken.Hook(address(this), abi.encodeCall(this.poke, ()), true, true, true)
        );
        token.mint(address(this), 10);
        assertEq(pokes, 0, "a mint does not call");
        token.transfer(bob, 4);
        assertEq(pokes, 2, "before and after");
        assertEq(token.callCount(), 2);
        assertTrue(token.lastOk());
        token.clearHook();
        token.transfer(bob, 4);
        assertEq(pokes, 2, "cleared");
    }

    /// The call back transfers again; that inner transfer calls nobody.
    function test_reentrant_OneLevelOnly() public {
        ReentrantToken token = new ReentrantToken(18);
        token.mint(address(this), 10);
        token.mint(address(token), 10);
        bytes memory again = abi.encodeCall(token.transfer, (alice, 1));
        token.setHook(ReentrantToken.Hook(address(token), again, true, false, true));
        token.transfer(bob, 4);
        assertEq(token.callCount(), 1);
        assertEq(token.balanceOf(alice), 1);
    }

    function test_reentrant_FailingCallBack() public {
        ReentrantToken token = new ReentrantToken(18);
        token.mint(address(this), 10);
        bytes memory refusal = abi.encodeCall(this.refuse, ());
        bytes memory expected = abi.encodeWithSelector(AssertionFailed.selector, "refused");
        token.setHook(ReentrantToken.Hook(address(this), refusal, false, true, false));
        token.transfer(bob, 4);
        assertFalse(token.lastOk());
        assertEq(token.lastResult(), expected);
        token.setHook(ReentrantToken.Hook(address(this), refusal, false, true, true));
        vm.expectRevert(expected);
        token.transfer(bob, 4);
    }

    function test_blocklist_RefusesBlockedAndPaused() public {
        BlocklistToken token = new BlocklistToken(6);
        token.mint(alice, 10);
        token.mint(address(this), 10);
        token.setBlocked(alice, true);
        bytes memory expected = abi.encodeWithSelector(BlocklistToken.Blocked.selector, alice);
        vm.expectRevert(expected);
        token.transfer(alice, 1);
        vm.expectRevert(expected);
        vm.prank(alice);
        token.transfer(bob, 1);
        token.setBlocked(alice, false);
        token.transfer(alice, 1);
        token.setPaused(true);
        vm.expectRevert(BlocklistToken.Paused.selector);
        token.transfer(bob, 1);
    }

    function test_rebasing_BalancesMoveByThemselves() public {
        RebasingToken token = new RebasingToken(18);
        token.mint(address(this), 1_000);
        token.rebase(1.1e18);
        assertEq(token.balanceOf(address(this)), 1_100, "grown");
        assertEq(token.totalSupply(), 1_100, "supply");
        token.rebase(0.5e18);
        assertEq(token.balanceOf(address(this)), 550, "shrunk");
        token.transfer(bob, 100); // 100 / 0.55 = 181.8 shares, rounded down: worth 99
        assertEq(token.balanceOf(bob), 99, "a unit is lost to rounding");
        vm.prank(bob);
        token.approve(alice, 50);
        vm.prank(alice);
        token.transferFrom(bob, alice, 50);
        assertEq(token.allowance(bob, alice), 0, "spent");
        vm.prank(bob);
        token.approve(alice, type(uint256).max);
        vm.prank(alice);
        token.transferFrom(bob, alice, 10);
        assertEq(token.allowance(bob, alice), type(uint256).max, "infinite");
    }

    function test_rebasing_revertsWhen_Short() public {
        RebasingToken token = new RebasingToken(18);
        vm.expectRevert(
            abi.encodeWithSelector(RebasingToken.InsufficientBalance.selector, address(this), 0, 1)
        );
        token.transfer(bob, 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                RebasingToken.InsufficientAllowance.selector, address(this), 0, 1
            )
        );
        token.transferFrom(alice, bob, 1);
    }
}
