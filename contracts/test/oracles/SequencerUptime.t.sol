// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SettableFeed} from "../../local/SettableFeed.sol";
import {SequencerUptime} from "../../src/oracles/SequencerUptime.sol";
import {IAggregatorFeed} from "../../src/oracles/StaticRead.sol";
import {TestBase} from "../utils/TestBase.sol";
import {RawSource} from "./RawSource.sol";

contract SequencerUptimeTest is TestBase {
    SettableFeed internal feed;
    uint256 internal start;

    function setUp() public {
        start = blockTime();
        feed = new SettableFeed(0, 0);
        skipTime(1 days);
    }

    /// @dev An external door, so that a revert of the library can be expected.
    function requireUp(address feed_, uint256 grace) external view {
        SequencerUptime.requireUp(feed_, grace);
    }

    function _assertStatus(address feed_, bool up, uint256 since) private view {
        (bool gotUp, uint256 gotSince) = SequencerUptime.upSince(feed_);
        assertEq(gotUp, up, "up");
        assertEq(gotSince, since, "since");
    }

    function test_upSince_WithoutAFeed() public view {
        _assertStatus(address(0), true, 0);
        this.requireUp(address(0), 1 hours);
    }

    function test_upSince_Up() public view {
        _assertStatus(address(feed), true, start);
    }

    function test_upSince_Down() public {
        feed.set(1);
        skipTime(1 hours);
        _assertStatus(address(feed), false, blockTime() - 1 hours);
    }

    function test_upSince_UpAgainStartsAnew() public {
        feed.set(1);
        skipTime(1 hours);
        feed.set(0);
        skipTime(5 minutes);
        _assertStatus(address(feed), true, blockTime() - 5 minutes);
    }

    function test_upSince_UnknownStatusIsDown() public {
        feed.set(2);
        _assertStatus(address(feed), false, blockTime());
        feed.set(-1);
        _assertStatus(address(feed), false, blockTime());
    }

    function test_upSince_NotInitialisedIsDown() public {
        feed.setAt(0, 0);
        _assertStatus(address(feed), false, 0);
    }

    function test_upSince_FutureStartIsDown() public {
        feed.setAt(0, uint64(blockTime() + 1));
        _assertStatus(address(feed), false, 0);
        feed.setAt(0, uint64(blockTime()));
        _assertStatus(address(feed), true, blockTime());
    }

    function test_upSince_DeadFeedIsDown() public {
        _assertStatus(makeAddr("nobody"), false, 0);
        RawSource refusing = new RawSource();
        refusing.setRefusing(IAggregatorFeed.latestRoundData.selector);
        _assertStatus(address(refusing), false, 0);
        RawSource short = new RawSource();
        short.setAnswer(IAggregatorFeed.latestRoundData.selector, abi.encode(1, 0, start, start));
        _assertStatus(address(short), false, 0);
    }

    function test_requireUp_revertsWhen_Down() public {
        feed.set(1);
        uint256 downSince = blockTime();
        vm.expectRevert(abi.encodeWithSelector(SequencerUptime.SequencerDown.selector, downSince));
        this.requireUp(address(feed), 0);
    }

    function test_requireUp_GraceEndsExactly() public {
        uint256 since = blockTime();
        feed.set(0);
        vm.warp(since + 1 hours - 1);
        vm.expectRevert(
            abi.encodeWithSelector(SequencerUptime.SequencerGrace.selector, since, 1 hours)
        );
        this.requireUp(address(feed), 1 hours);
        vm.warp(since + 1 hours);
        this.requireUp(address(feed), 1 hours);
    }

    /// Whatever five words a feed answers, the status is up only for answer 0 at a past, known
    /// start, and the instant is never in the future.
    function testFuzz_upSince_IsTotal(int256 answer, uint256 startedAt, uint256 now_) public {
        now_ = bound(now_, 1, type(uint64).max);
        startedAt = startedAt % 2 == 0 ? startedAt : bound(startedAt, 0, now_ + 10);
        answer = answer % 3 == 0 ? int256(0) : answer;
        vm.warp(now_);
        RawSource raw = new RawSource();
        bytes memory round = abi.encode(uint256(1), answer, startedAt, uint256(0), uint256(0));
        raw.setAnswer(IAggregatorFeed.latestRoundData.selector, round);
        (bool up, uint256 since) = SequencerUptime.upSince(address(raw));
        bool known = startedAt != 0 && startedAt <= now_;
        assertEq(up, answer == 0 && known, "up");
        assertEq(since, known ? startedAt : 0, "since");
    }
}
