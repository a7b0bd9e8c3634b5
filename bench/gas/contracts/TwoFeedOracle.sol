// SPDX-License-Identifier: MIT
pragma solidity ^0.8.21;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IAggregator} from "./IAggregator.sol";

/// @notice An oracle for Morpho Blue over two feeds, which reads and checks as much as its
///         ChainlinkOracleV2 does with one base and one quote feed: the answer, not its age.
contract TwoFeedOracle {
    IAggregator private immutable BASE;
    IAggregator private immutable QUOTE;
    uint256 private immutable SCALE;

    error NegativeAnswer(int256 answer);

    constructor(IAggregator base, IAggregator quote, uint256 scale) {
        (BASE, QUOTE, SCALE) = (base, quote, scale);
    }

    function price() external view returns (uint256) {
        return Math.mulDiv(SCALE, answerOf(BASE), answerOf(QUOTE));
    }

    function answerOf(IAggregator feed) private view returns (uint256) {
        (, int256 answer,,,) = feed.latestRoundData();
        if (answer < 0) revert NegativeAnswer(answer);
        return uint256(answer);
    }
}
