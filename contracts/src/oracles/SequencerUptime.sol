// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {StaticRead} from "./StaticRead.sol";

/// @title Whether a rollup's sequencer is up, and since when
/// @notice While a sequencer is down nobody can top up or repay, and feeds stand still; right
/// after, everyone's transactions and the new prices arrive together. What must be fair to
/// borrowers waits.
/// @dev Reads a sequencer uptime feed: answer 0 is up, 1 is down, `startedAt` is when that began,
/// and `startedAt` 0 means the feed was never initialised. Everything that is not a credible "up"
/// is down: another answer, a start in the future, a feed that reverts or is not there. So a feed
/// that dies for good stops whatever requires it to be up; that is the side on which nobody is
/// seized.
library SequencerUptime {
    /// @notice The sequencer is down, or its feed is not initialised or not answering.
    /// @param since When it went down, unix seconds; 0 if not known.
    error SequencerDown(uint256 since);
    /// @notice The sequencer is up again, but for less than the grace time. Retry later.
    /// @param upSince When it came up, unix seconds.
    /// @param grace How long it has to have been up, seconds.
    error SequencerGrace(uint256 upSince, uint256 grace);

    /// @notice Reads the status. Never reverts.
    /// @param feed Sequencer uptime feed; the zero address on a chain without a sequencer.
    /// @return up Whether the sequencer is up. True without a feed.
    /// @return since When this status began, unix seconds, never in the future. 0 without a feed,
    /// and where the feed gives no credible instant.
    function upSince(address feed) internal view returns (bool up, uint256 since) {
        if (feed == address(0)) return (true, 0);
        (bool ok, int256 answer, uint256 startedAt,) = StaticRead.latestRound(feed);
        if (!ok || startedAt == 0 || startedAt > block.timestamp) return (false, 0);
        return (answer == 0, startedAt);
    }

    /// @notice Reverts unless the sequencer has been up for at least `grace` seconds.
    /// @param feed Sequencer uptime feed; with the zero address this does nothing.
    /// @param grace Seconds; exactly `grace` seconds after the restart passes.
    function requireUp(address feed, uint256 grace) internal view {
        (bool up, uint256 since) = upSince(feed);
        if (!up) revert SequencerDown(since);
        if (block.timestamp - since < grace) revert SequencerGrace(since, grace);
    }
}
