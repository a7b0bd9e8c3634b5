// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SettableFeed} from "../../local/SettableFeed.sol";
import {SettableRate} from "../../local/SettableRate.sol";
import {IPriceOracle} from "../../src/interfaces/IPriceOracle.sol";
import {ExchangeRateOracle} from "../../src/oracles/ExchangeRateOracle.sol";
import {FeedOracle} from "../../src/oracles/FeedOracle.sol";
import {TwoSourceOracle} from "../../src/oracles/TwoSourceOracle.sol";
import {FeedOracleBase} from "../oracles/FeedOracleBase.sol";

/// @notice Measures a read as a contract pays for it in a transaction of its own: everything cold.
contract OracleReader {
    uint256 public gasOfPrice;
    uint256 public gasOfBounds;

    function readPrice(IPriceOracle oracle) external {
        uint256 before = gasleft();
        oracle.price();
        gasOfPrice = before - gasleft();
    }

    function readBounds(IPriceOracle oracle) external {
        uint256 before = gasleft();
        oracle.bounds();
        gasOfBounds = before - gasleft();
    }
}

/// @dev Runs under the `gas` profile only: without isolation the addresses are warm.
contract OracleGasTest is FeedOracleBase {
    OracleReader internal reader;

    function setUp() public override {
        super.setUp();
        reader = new OracleReader();
    }

    function _measure(string memory name, IPriceOracle oracle, uint256 most) private {
        reader.readPrice(oracle);
        reader.readBounds(oracle);
        assertGt(reader.gasOfPrice(), 2_600, "isolated: the oracle is cold");
        vm.snapshotValue("oracles", string.concat(name, " price"), reader.gasOfPrice());
        vm.snapshotValue("oracles", string.concat(name, " bounds"), reader.gasOfBounds());
        assertLt(reader.gasOfPrice(), most, name);
        assertLt(reader.gasOfBounds(), most, name);
    }

    function test_gas_FeedOracleTwoFeeds() public {
        _measure("two feeds", _oracle(), 14_000);
    }

    function test_gas_FeedOracleOneFeed() public {
        FeedOracle.Config memory config = _config();
        config.quote = _noLeg();
        _measure("one feed", new FeedOracle(config), 9_000);
    }

    function test_gas_FeedOracleWithSequencer() public {
        FeedOracle.Config memory config = _config();
        config.sequencer = address(new SettableFeed(0, 0));
        config.grace = 1 hours;
        vm.warp(blockTime() + 1 hours);
        btcFeed.set(60_000e8);
        usdcFeed.set(1e8);
        _measure("two feeds and sequencer", new FeedOracle(config), 19_500);
    }

    function test_gas_TwoSourceOracle() public {
        _measure("two sources", new TwoSourceOracle(_oracle(), _oracle(), 100), 23_000);
    }

    function test_gas_ExchangeRateOracle() public {
        ExchangeRateOracle oracle = new ExchangeRateOracle(
            ExchangeRateOracle.Config({
                underlying: _oracle(),
                rateSource: address(new SettableRate(1.2e18)),
                rateSelector: bytes4(keccak256("stEthPerToken()")),
                rateDecimals: 18,
                growthPerDayWad: 0.001e18,
                minRate: 1e18,
                maxRate: 2e18
            })
        );
        _measure("exchange rate over two feeds", oracle, 25_500);
    }
}
