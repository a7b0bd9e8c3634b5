// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The two calls this project makes to an aggregator feed
/// @dev The shape is the one that Chainlink's proxies, and most feeds since, answer to.
interface IAggregatorFeed {
    /// @return Digits after the point in `answer`.
    function decimals() external view returns (uint8);

    /// @return roundId Number of the round.
    /// @return answer The price, or the status for a sequencer feed.
    /// @return startedAt When the round began; for a sequencer feed, when the status last changed.
    /// @return updatedAt When the answer was computed; 0 while the round is not complete.
    /// @return answeredInRound Deprecated by its publisher.
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

/// @title Reading a contract that may be dead or hostile
/// @dev By hand for two reasons. A source that has no code, reverts or answers too little must
/// become an error that names it, and `try` cannot catch the last of these. And only the words that
/// are needed are copied, so that a hostile source cannot make the caller pay for a long answer.
/// @dev Neither function reverts, whatever the source does; it may still use up to 63/64 of the
/// gas.
library StaticRead {
    /// @notice Reads one word from a function without arguments.
    /// @param source Contract to ask.
    /// @param selector Function to ask.
    /// @return ok False if it reverted, has no code or answered less than a word; `value` is then
    /// meaningless.
    /// @return value The first word of the answer.
    function word(address source, bytes4 selector) internal view returns (bool ok, uint256 value) {
        assembly ("memory-safe") {
            mstore(0x00, selector)
            ok := staticcall(gas(), source, 0x00, 0x04, 0x00, 0x20)
            ok := and(ok, gt(returndatasize(), 0x1f))
            value := mload(0x00)
        }
    }

    /// @notice Reads the newest round of an aggregator feed.
    /// @param feed Aggregator to ask.
    /// @return ok False if it reverted, has no code or answered fewer than five words; the rest is
    /// then meaningless.
    /// @return answer As the feed gave it; may be negative.
    /// @return startedAt Unix seconds.
    /// @return updatedAt Unix seconds.
    function latestRound(address feed)
        internal
        view
        returns (bool ok, int256 answer, uint256 startedAt, uint256 updatedAt)
    {
        bytes4 selector = IAggregatorFeed.latestRoundData.selector;
        assembly ("memory-safe") {
            // Beyond the free-memory pointer, which is not moved: the words are read and forgotten.
            let words := mload(0x40)
            mstore(0x00, selector)
            ok := staticcall(gas(), feed, 0x00, 0x04, words, 0xa0)
            ok := and(ok, gt(returndatasize(), 0x9f))
            answer := mload(add(words, 0x20))
            startedAt := mload(add(words, 0x40))
            updatedAt := mload(add(words, 0x60))
        }
    }
}
