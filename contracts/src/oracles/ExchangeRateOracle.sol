// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";
import {SafeCastLib} from "solady/utils/SafeCastLib.sol";

import {IPriceOracle} from "../interfaces/IPriceOracle.sol";
import {CheckedBounds} from "./CheckedBounds.sol";
import {StaticRead} from "./StaticRead.sol";

/// @title A token worth a growing number of another: staked ETH and its kind
/// @notice Price of the asset inside, times the exchange rate that the token's own contract
/// answers. The rate is believed at once when it falls. When it grows faster than staking can, the
/// excess is believed by `high` at once and by `low` only as fast as `growthPerDay` allows.
///
///     cap(t) = anchor + floor(anchor * growthPerDayWad * (t - setAt) / (1e18 * 1 days))
///     low    = floor(underlying.low  * min(rate, cap) / 10^rateDecimals)
///     high   = floor(underlying.high * rate           / 10^rateDecimals)
///
/// Example: ETH at 3,000 USDC (both bounds 3,000e6 / 1e18 * 1e36 = 3e27), rate 1.2e18 with 18
/// decimals: low = high = 3.6e27. A donation lifts the rate to 1.5e18 within the hour: low stays
/// 3.6e27 (and a little growth), high is 4.5e27. A slashing to 1.1e18: low = high = 3.3e27, at
/// once.
///
/// The cap delays and never reprices: a true rate above it is reached in time, by itself, and no
/// seizure ever uses the capped rate, because seizures read `high`.
///
/// @dev `rate / 10^rateDecimals` is base units of the asset inside per base unit of this token, and
/// the underlying oracle prices base units of that asset. For 18-decimal pairs such as
/// `stEthPerToken()` that is the plain rate with 18 decimals.
///
/// @dev Attacks considered:
/// - A donation lifts the rate to borrow more (several lenders died of it): `low` does not follow.
///   To gain anything the spike has to be held for days, at `growthPerDay` a day, losing the
///   donation.
/// - A donation lifts the rate to escape a seizure: possible, up to `maxRate` where reads revert.
///   It costs the donation, which stays with all holders, the lender's collateral among them.
/// - Slashing: both bounds fall in the same block.
/// - `sync` during a spike: the anchor moves to the cap, never to the spike, so it gains what
///   waiting would have gained anyway.
/// - `sync` in a dip, to hold `low` down afterwards: the anchor goes to the dip and `low` recovers
///   by `growthPerDay` a day only. That makes loans open smaller and may bring calls early, and
///   seizes nothing. It needs a rate that can be pushed down at will; such a rate is unfit for this
///   oracle whatever the cap, because a fall shows in `high` at once and could seize. List only
///   tokens whose rate falls by slashing alone.
/// - `sync` just before a daily step of the rate: `low` lags by that step until the cap has grown
///   by it. With a cap some times the true growth that is hours, and about 0.01 % of the price.
/// - Nobody syncs: the cap grows on from the old anchor and allows a larger step, `growthPerDay *
///   days`. Anyone may sync once a day; a keeper should.
/// - Construction during a spike anchors the spike: whoever lists compares `anchor()` with a second
///   source, and `maxRate` should be near the true rate of the next few years, not far above.
/// - A rate read in the middle of a transaction of its own contract (read-only re-entrancy): `low`
///   is capped; a momentary fall is the case of the unfit rate above.
///
/// @dev No owner. Storage is the anchor alone, one slot.
contract ExchangeRateOracle is IPriceOracle {
    /// @notice Everything an oracle is made of.
    struct Config {
        /// Prices one base unit of the asset inside, in loan-token base units, times 1e36.
        IPriceOracle underlying;
        /// Contract that answers the rate.
        address rateSource;
        /// Function without arguments that answers one `uint256`, e.g. `stEthPerToken()`.
        bytes4 rateSelector;
        /// Digits after the point in the rate, 0 to 36.
        uint8 rateDecimals;
        /// Growth a day that `low` believes, 1e18 = 100 %; above 0, at most `MAX_GROWTH_PER_DAY`.
        uint64 growthPerDayWad;
        /// Rates below this revert; above 0.
        uint128 minRate;
        /// Rates above this revert; not below `minRate`.
        uint128 maxRate;
    }

    /// @dev Rate believed at an instant; the cap grows from here.
    struct Anchor {
        uint128 rate;
        uint64 setAt;
    }

    /// @notice The anchor moved.
    /// @param from Anchor before.
    /// @param to Anchor now: the lower of the rate and the cap.
    /// @param rate Rate that was read; above `to` if the cap held it back.
    event AnchorMoved(uint256 from, uint256 to, uint256 rate);

    /// @notice The rate source reverted, has no code or did not answer one word.
    error RateSourceFailed(address source);
    /// @notice The rate is outside its hard bounds. Do not retry: look at the token.
    error RateOutOfBounds(uint256 rate, uint256 minRate, uint256 maxRate);
    /// @notice The price rounds to zero: the underlying price is too small for this rate.
    error ZeroPrice(uint256 underlyingLow, uint256 rate);
    /// @notice The anchor moves at most once a day.
    /// @param nextAt First instant at which `sync` passes, unix seconds.
    error SyncTooSoon(uint256 nextAt);
    /// @notice Constructor: the daily growth is not between 1 and the limit.
    error InvalidGrowth(uint256 growthPerDayWad, uint256 limit);
    /// @notice Constructor: needs `0 < minRate <= maxRate`.
    error InvalidRateRange(uint256 minRate, uint256 maxRate);
    /// @notice Constructor: the rate has more decimals than accepted.
    error RateDecimalsTooHigh(uint256 rateDecimals, uint256 limit);

    /// @notice Fastest growth that may be configured: 1 % a day.
    uint256 public constant MAX_GROWTH_PER_DAY = 0.01e18;
    /// @notice Highest number of decimals of the rate.
    uint256 public constant MAX_RATE_DECIMALS = 36;
    /// @notice Shortest time between two moves of the anchor.
    uint256 public constant SYNC_INTERVAL = 1 days;

    IPriceOracle private immutable UNDERLYING;
    address private immutable RATE_SOURCE;
    bytes4 private immutable RATE_SELECTOR;
    uint8 private immutable RATE_DECIMALS;
    uint256 private immutable RATE_SCALE;
    uint64 private immutable GROWTH_PER_DAY;
    uint128 private immutable MIN_RATE;
    uint128 private immutable MAX_RATE;

    /// @notice The rate last believed without a cap, and when.
    /// @return rate In the rate's own units.
    /// @return setAt Unix seconds.
    Anchor public anchor;

    /// @notice Anchors the present rate, and proves that a price can be read now.
    /// @param config_ See `Config`.
    constructor(Config memory config_) {
        if (config_.growthPerDayWad == 0 || config_.growthPerDayWad > MAX_GROWTH_PER_DAY) {
            revert InvalidGrowth(config_.growthPerDayWad, MAX_GROWTH_PER_DAY);
        }
        if (config_.minRate == 0 || config_.minRate > config_.maxRate) {
            revert InvalidRateRange(config_.minRate, config_.maxRate);
        }
        if (config_.rateDecimals > MAX_RATE_DECIMALS) {
            revert RateDecimalsTooHigh(config_.rateDecimals, MAX_RATE_DECIMALS);
        }
        UNDERLYING = config_.underlying;
        RATE_SOURCE = config_.rateSource;
        RATE_SELECTOR = config_.rateSelector;
        RATE_DECIMALS = config_.rateDecimals;
        RATE_SCALE = 10 ** uint256(config_.rateDecimals);
        GROWTH_PER_DAY = config_.growthPerDayWad;
        MIN_RATE = config_.minRate;
        MAX_RATE = config_.maxRate;

        uint256 current = rate();
        _moveAnchor(0, current, current);
        bounds();
    }

    /// @notice Moves the anchor to the present rate, or to the cap if the rate is above it.
    /// @dev For anyone, at most once every `SYNC_INTERVAL`. Needs the rate, not the underlying
    /// price.
    /// @return anchorRate The new anchor.
    /// @custom:reverts SyncTooSoon, RateSourceFailed, RateOutOfBounds
    function sync() external returns (uint256 anchorRate) {
        uint256 nextAt = anchor.setAt + SYNC_INTERVAL;
        if (block.timestamp < nextAt) revert SyncTooSoon(nextAt);
        uint256 current = rate();
        anchorRate = FixedPointMathLib.min(current, cap());
        _moveAnchor(anchor.rate, anchorRate, current);
    }

    /// @inheritdoc IPriceOracle
    /// @dev The low one, for the reason given at `TwoSourceOracle.price`.
    /// @custom:reverts as `bounds`
    function price() external view returns (uint256 low) {
        (low,) = bounds();
    }

    /// @inheritdoc IPriceOracle
    /// @custom:reverts RateSourceFailed, RateOutOfBounds, ZeroPrice, InvalidBounds,
    /// FullMulDivFailed (the price does not fit 256 bits), and whatever the underlying oracle
    /// reverts with
    function bounds() public view returns (uint256 low, uint256 high) {
        uint256 current = rate();
        uint256 believed = FixedPointMathLib.min(current, cap());
        (uint256 underlyingLow, uint256 underlyingHigh) = CheckedBounds.read(UNDERLYING);
        low = FixedPointMathLib.fullMulDiv(underlyingLow, believed, RATE_SCALE);
        if (low == 0) revert ZeroPrice(underlyingLow, believed);
        high = FixedPointMathLib.fullMulDiv(underlyingHigh, current, RATE_SCALE);
    }

    /// @notice The rate as its source answers it now, inside the hard bounds.
    /// @return current Base units of the asset inside per base unit of the token, times
    /// 10^rateDecimals.
    /// @custom:reverts RateSourceFailed, RateOutOfBounds
    function rate() public view returns (uint256 current) {
        bool ok;
        (ok, current) = StaticRead.word(RATE_SOURCE, RATE_SELECTOR);
        if (!ok) revert RateSourceFailed(RATE_SOURCE);
        if (current < MIN_RATE || current > MAX_RATE) {
            revert RateOutOfBounds(current, MIN_RATE, MAX_RATE);
        }
    }

    /// @notice The highest rate that `low` believes now; grows linearly from the anchor.
    /// @return In the rate's own units, rounded down.
    function cap() public view returns (uint256) {
        Anchor memory from = anchor;
        // At most 2^128 * 2^54 * 2^64: fits.
        uint256 growth = uint256(from.rate) * GROWTH_PER_DAY * (block.timestamp - from.setAt);
        return from.rate + growth / (1e18 * 1 days);
    }

    /// @notice What this oracle was made of, so that a listing can be checked against it.
    function config() external view returns (Config memory) {
        return Config({
            underlying: UNDERLYING,
            rateSource: RATE_SOURCE,
            rateSelector: RATE_SELECTOR,
            rateDecimals: RATE_DECIMALS,
            growthPerDayWad: GROWTH_PER_DAY,
            minRate: MIN_RATE,
            maxRate: MAX_RATE
        });
    }

    function _moveAnchor(uint256 from, uint256 to, uint256 current) private {
        anchor = Anchor({
            rate: SafeCastLib.toUint128(to), setAt: SafeCastLib.toUint64(block.timestamp)
        });
        emit AnchorMoved(from, to, current);
    }
}
