// SPDX-License-Identifier: MIT
pragma solidity ^0.8.19;

/// @notice What the peers' oracles read of a feed.
interface IAggregator {
    function latestRoundData()
        external
        view
        returns (
            uint80 roundId,
            int256 answer,
            uint256 startedAt,
            uint256 updatedAt,
            uint80 answeredInRound
        );
}
