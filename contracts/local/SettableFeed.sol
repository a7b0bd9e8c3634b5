// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCastLib} from "solady/utils/SafeCastLib.sol";

import {IAggregatorFeed} from "../src/oracles/StaticRead.sol";

/// @title An aggregator feed for the local chain whose owner says the answer
/// @notice Plays a price history, and fails in every way a feed can: `setAt` gives old, future and
/// empty rounds. Serves as a sequencer uptime feed too: answer 0 is up, 1 is down, since
/// `updatedAt`.
/// @dev A round is one storage word, so that a read costs what the cheapest real feed costs.
contract SettableFeed is IAggregatorFeed {
    /// @dev 128 + 64 + 64 bits.
    struct Round {
        int128 answer;
        uint64 updatedAt;
        uint64 roundId;
    }

    /// @notice A round was set; the same event as a real aggregator's.
    event AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt);

    /// @notice Only the owner sets answers.
    error NotOwner(address caller, address owner);

    /// @notice Who sets answers: the deployer.
    address public immutable OWNER;
    uint8 private immutable DECIMALS;

    Round private _round;

    /// @param decimals_ Digits after the point in an answer.
    /// @param answer First answer, given now.
    constructor(uint8 decimals_, int128 answer) {
        OWNER = msg.sender;
        DECIMALS = decimals_;
        setAt(answer, SafeCastLib.toUint64(block.timestamp));
    }

    /// @notice Gives a new answer now.
    /// @param answer In units of `10^-decimals`; zero and negative ones are allowed.
    function set(int128 answer) external {
        setAt(answer, SafeCastLib.toUint64(block.timestamp));
    }

    /// @notice Gives a new answer as of another instant.
    /// @param answer As in `set`.
    /// @param updatedAt Unix seconds; 0 makes the round look incomplete, the future is allowed.
    function setAt(int128 answer, uint64 updatedAt) public {
        if (msg.sender != OWNER) revert NotOwner(msg.sender, OWNER);
        uint64 roundId = _round.roundId + 1;
        _round = Round({answer: answer, updatedAt: updatedAt, roundId: roundId});
        emit AnswerUpdated(answer, roundId, updatedAt);
    }

    /// @inheritdoc IAggregatorFeed
    function decimals() external view returns (uint8) {
        return DECIMALS;
    }

    /// @notice What a wallet or an explorer shows for the feed.
    function description() external pure returns (string memory) {
        return "local settable feed";
    }

    /// @inheritdoc IAggregatorFeed
    function latestRoundData()
        external
        view
        returns (
            uint80 roundId,
            int256 answer,
            uint256 startedAt,
            uint256 updatedAt,
            uint80 answeredInRound
        )
    {
        Round storage round = _round;
        (roundId, answer, updatedAt) = (round.roundId, round.answer, round.updatedAt);
        return (roundId, answer, updatedAt, updatedAt, roundId);
    }
}
