// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FaucetToken} from "../../local/FaucetToken.sol";
import {LocalWrappedNative} from "../../local/LocalWrappedNative.sol";
import {SettableFeed} from "../../local/SettableFeed.sol";
import {SettableRate} from "../../local/SettableRate.sol";
import {TestBase} from "../utils/TestBase.sol";

/// @notice The local chain's contracts do what its commands rely on.
contract LocalTest is TestBase {
    bytes32 private constant PERMIT_TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );

    address internal stranger = makeAddr("stranger");

    function test_faucet_IsOpenToAnyone() public {
        FaucetToken token = new FaucetToken("Local USD", "lUSD", 6);
        assertEq(token.name(), "Local USD");
        assertEq(token.symbol(), "lUSD");
        assertEq(token.decimals(), 6);
        vm.prank(stranger);
        token.faucet(address(this), 5e6);
        assertEq(token.balanceOf(address(this)), 5e6);
    }

    function test_faucet_Permit() public {
        FaucetToken token = new FaucetToken("Local USD", "lUSD", 6);
        (address owner, uint256 key) = makeAddrAndKey("owner");
        uint256 deadline = blockTime() + 1;
        bytes memory permit = abi.encode(PERMIT_TYPEHASH, owner, stranger, 7, 0, deadline);
        bytes32 digest = keccak256(
            abi.encodePacked(bytes2(0x1901), token.DOMAIN_SEPARATOR(), keccak256(permit))
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        token.permit(owner, stranger, 7, deadline, v, r, s);
        assertEq(token.allowance(owner, stranger), 7);
    }

    function test_wrappedNative_DepositAndWithdraw() public {
        LocalWrappedNative token = new LocalWrappedNative();
        vm.deal(stranger, 3 ether);
        vm.startPrank(stranger);
        token.deposit{value: 2 ether}();
        token.withdraw(0.5 ether);
        vm.stopPrank();
        assertEq(token.balanceOf(stranger), 1.5 ether, "wrapped");
        assertEq(stranger.balance, 1.5 ether, "native");
        assertEq(token.decimals(), 18, "decimals");
    }

    function test_settableFeed_Rounds() public {
        SettableFeed feed = new SettableFeed(8, 100e8);
        assertEq(feed.decimals(), 8);
        assertEq(feed.description(), "local settable feed");
        vm.expectEmit(address(feed));
        emit SettableFeed.AnswerUpdated(-5, 2, 77);
        feed.setAt(-5, 77);
        (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredIn) =
            feed.latestRoundData();
        assertEq(roundId, 2, "round");
        assertEq(answer, -5, "answer");
        assertEq(startedAt, 77, "started");
        assertEq(updatedAt, 77, "updated");
        assertEq(answeredIn, 2, "answered in");
        feed.set(6);
        (,,, updatedAt,) = feed.latestRoundData();
        assertEq(updatedAt, blockTime(), "now");
    }

    /// One storage word: what makes a read cost what the cheapest real feed costs.
    function test_settableFeed_ReadsOneSlot() public {
        SettableFeed feed = new SettableFeed(8, 100e8);
        vm.record();
        feed.latestRoundData();
        (bytes32[] memory reads,) = vm.accesses(address(feed));
        // The optimizer reads it once, a build without it once a field.
        for (uint256 i = 0; i < reads.length; i++) {
            assertEq(reads[i], reads[0]);
        }
        assertGt(reads.length, 0);
    }

    function test_settableFeed_revertsWhen_NotOwner() public {
        SettableFeed feed = new SettableFeed(8, 100e8);
        bytes memory expected =
            abi.encodeWithSelector(SettableFeed.NotOwner.selector, stranger, address(this));
        vm.startPrank(stranger);
        vm.expectRevert(expected);
        feed.set(1);
        vm.expectRevert(expected);
        feed.setAt(1, 1);
    }

    function test_settableRate_OwnerSets() public {
        SettableRate rate = new SettableRate(1.1e18);
        vm.expectEmit(address(rate));
        emit SettableRate.RateSet(1.2e18);
        rate.set(1.2e18);
        assertEq(rate.stEthPerToken(), 1.2e18);
        vm.expectRevert(
            abi.encodeWithSelector(SettableRate.NotOwner.selector, stranger, address(this))
        );
        vm.prank(stranger);
        rate.set(1);
    }
}
