// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SettableFeed} from "../../local/SettableFeed.sol";
import {FeedOracle} from "../../src/oracles/FeedOracle.sol";
import {PlainToken} from "../tokens/PlainToken.sol";
import {TestBase} from "../utils/TestBase.sol";

/// @notice BTC at 60,000 USD against USDC at 1 USD, and the tools to vary that.
abstract contract FeedOracleBase is TestBase {
    uint32 internal constant MAX_AGE = 1 hours;

    SettableFeed internal btcFeed;
    SettableFeed internal usdcFeed;
    PlainToken internal btc;
    PlainToken internal usdc;

    function setUp() public virtual {
        btcFeed = new SettableFeed(8, 60_000e8);
        usdcFeed = new SettableFeed(8, 1e8);
        btc = new PlainToken(8);
        usdc = new PlainToken(6);
    }

    function _leg(address feed, uint128 min, uint128 max)
        internal
        pure
        returns (FeedOracle.Leg memory)
    {
        return FeedOracle.Leg({feed: feed, maxAge: MAX_AGE, minAnswer: min, maxAnswer: max});
    }

    function _noLeg() internal pure returns (FeedOracle.Leg memory leg) {}

    function _config() internal view returns (FeedOracle.Config memory) {
        return FeedOracle.Config({
            collateral: address(btc),
            loanToken: address(usdc),
            base: _leg(address(btcFeed), 1_000e8, 1_000_000e8),
            quote: _leg(address(usdcFeed), 0.5e8, 2e8),
            sequencer: address(0),
            grace: 0
        });
    }

    function _oracle() internal returns (FeedOracle) {
        return new FeedOracle(_config());
    }
}
