// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";
import {SafeCastLib} from "solady/utils/SafeCastLib.sol";

import {IPriceOracle} from "../interfaces/IPriceOracle.sol";
import {SequencerUptime} from "./SequencerUptime.sol";
import {IAggregatorFeed, StaticRead} from "./StaticRead.sol";

/// @title A price from one or two aggregator feeds
/// @notice Two legs against a common unit: `base` prices the collateral, `quote` the loan token
/// (both usually in US dollars). Without a quote leg the base feed must itself be in the loan
/// token. No leg is ever assumed to be 1: a peg is a feed like any other.
///
/// Formula, with `d` for decimals, per base unit of either token:
///
///     price = floor(base * 10^(36 + d_quoteFeed + d_loan - d_baseFeed - d_collateral) / quote)
///
/// Example: BTC at 60,000 USD and USDC at 1 USD, both feeds with 8 decimals, collateral 8, loan 6:
/// `60_000e8 * 10^(36 + 8 + 6 - 8 - 8) / 1e8 = 6e12 * 1e34 / 1e8 = 6e38`.
///
/// @dev What makes an answer a price:
/// - The feed answers. A feed that reverts, has no code or answers too little is `FeedFailed`.
/// - The round is complete: `updatedAt` is not 0. `answeredInRound` is deliberately not read: its
///   publisher deprecated it, present feeds always answer `roundId` there, and what it once told
///   (an answer carried over from an older round) is told by the age.
/// - It is not older than the feed's own `maxAge` and not from the future.
/// - It is above 0 and strictly inside `(minAnswer, maxAnswer)`. Strictly, because an aggregator
///   that truncates answers sits exactly on its limit: set the bounds at or inside the aggregator's
///   own, and a truncated answer never passes.
/// - Where a sequencer feed is given: the sequencer has been up for `grace` seconds.
///
/// @dev The decimals of both tokens and both feeds are read once, here in the constructor, and
/// frozen. If a feed later changes its `decimals()`, this oracle does not follow: with answers in
/// the old scale the price stays right; answers in a new scale leave the bounds and reads revert,
/// so keep `maxAnswer / minAnswer` well below the factor of 1e10 between 8 and 18 decimals.
///
/// @dev Nothing is left to overflow or to vanish at run time: the constructor computes the price at
/// both corners of the bounds, and refuses the configuration unless the lowest is at least
/// `MIN_PRICE` and the highest fits 256 bits.
///
/// @dev No owner, nothing to set: another source, bound or age is another oracle.
contract FeedOracle is IPriceOracle {
    /// @notice One feed and what it may answer.
    struct Leg {
        /// Aggregator proxy; for the quote leg the zero address means "no quote leg".
        address feed;
        /// Oldest answer accepted, seconds, 1 to 30 days: the feed's published heartbeat and some
        /// delay.
        uint32 maxAge;
        /// Answers at or below this are refused; in the feed's own units, above 0.
        uint128 minAnswer;
        /// Answers at or above this are refused; in the feed's own units, above `minAnswer + 1`.
        uint128 maxAnswer;
    }

    /// @notice Everything an oracle is made of.
    struct Config {
        /// Token pledged; its `decimals()` is read, 0 to 36.
        address collateral;
        /// Token lent; its `decimals()` is read, 0 to 36.
        address loanToken;
        /// Collateral in the common unit.
        Leg base;
        /// Loan token in the common unit; all zero if the base feed is in the loan token already.
        Leg quote;
        /// Sequencer uptime feed; the zero address on a chain without a sequencer.
        address sequencer;
        /// Seconds the sequencer has to have been up; 0 without a sequencer feed, else above 0.
        uint32 grace;
    }

    /// @notice Lowest price a configuration may reach: below it rounding down could take more than
    /// one millionth of the price.
    uint256 public constant MIN_PRICE = 1e6;

    /// @notice The feed reverted, has no code or did not answer five words.
    error FeedFailed(address feed);
    /// @notice The feed's newest round is not complete: it has no `updatedAt`.
    error IncompleteRound(address feed);
    /// @notice The answer is older than this oracle accepts. Retry after the feed's next round.
    /// @param feed Aggregator that answered.
    /// @param age Block time minus `updatedAt`, seconds.
    /// @param maxAge Limit, seconds.
    error StalePrice(address feed, uint256 age, uint256 maxAge);
    /// @notice The answer says it was computed after this block.
    /// @param feed Aggregator that answered.
    /// @param updatedAt Its time, unix seconds.
    /// @param blockTime Time of this block, unix seconds.
    error AnswerFromFuture(address feed, uint256 updatedAt, uint256 blockTime);
    /// @notice The answer is zero or negative.
    error NonPositiveAnswer(address feed, int256 answer);
    /// @notice The answer is not strictly between the bounds. Do not retry: look at the feed.
    /// @param feed Aggregator that answered.
    /// @param answer What it answered, in its own units.
    /// @param min Bound that an answer must be above.
    /// @param max Bound that an answer must be below.
    error PriceOutOfBounds(address feed, uint256 answer, uint256 min, uint256 max);

    /// @notice Constructor: the base leg needs a feed.
    error NoBaseFeed();
    /// @notice Constructor: a quote leg without a feed must be all zero, else its limits would be
    /// ignored.
    error QuoteWithoutFeed(uint32 maxAge, uint128 minAnswer, uint128 maxAnswer);
    /// @notice Constructor: `maxAge` is not between 1 second and 30 days.
    error InvalidMaxAge(address feed, uint256 maxAge, uint256 limit);
    /// @notice Constructor: needs `0 < min` and at least one answer between `min` and `max`.
    error InvalidAnswerRange(address feed, uint256 min, uint256 max);
    /// @notice Constructor: a grace time goes with a sequencer feed, and a sequencer feed with a
    /// grace.
    error InvalidGrace(address sequencer, uint256 grace);
    /// @notice Constructor: the token or feed does not answer `decimals()`.
    error NoDecimals(address source);
    /// @notice Constructor: the token or feed has more decimals than accepted.
    error DecimalsTooHigh(address source, uint256 decimals, uint256 maxDecimals);
    /// @notice Constructor: the decimals are so far apart that the scale does not fit 256 bits.
    /// @param exponent Power of ten needed.
    /// @param maxExponent Largest that fits.
    error ScaleOverflow(uint256 exponent, uint256 maxExponent);
    /// @notice Constructor: the price at the highest base and lowest quote answer does not fit 256
    /// bits.
    error PriceRangeOverflow(uint256 baseAnswer, uint256 quoteAnswer);
    /// @notice Constructor: the price at the lowest base and highest quote answer has too few
    /// digits.
    /// @param lowest That price, times 1e36.
    /// @param minPrice Limit, `MIN_PRICE`.
    error PriceTooCoarse(uint256 lowest, uint256 minPrice);

    /// @dev Longest `maxAge`: no feed's heartbeat is near it, and milliseconds taken for seconds
    /// are above.
    uint256 private constant MAX_MAX_AGE = 30 days;
    /// @dev Of a token or a feed.
    uint256 private constant MAX_DECIMALS = 36;
    /// @dev 10^77 is the largest power of ten below 2^256.
    uint256 private constant MAX_EXPONENT = 77;

    // Kept as whole words: narrower immutables would be masked again at every read.
    address private immutable COLLATERAL;
    address private immutable LOAN_TOKEN;

    address private immutable BASE_FEED;
    uint256 private immutable BASE_MAX_AGE;
    uint256 private immutable BASE_MIN;
    uint256 private immutable BASE_MAX;

    address private immutable QUOTE_FEED;
    uint256 private immutable QUOTE_MAX_AGE;
    uint256 private immutable QUOTE_MIN;
    uint256 private immutable QUOTE_MAX;

    address private immutable SEQUENCER;
    uint256 private immutable GRACE;

    /// @dev One of the two is 1. `price = base * SCALE_UP / (quote * SCALE_DOWN)`.
    uint256 private immutable SCALE_UP;
    /// @dev At most 1e36, and answers are below 2^128, so `quote * SCALE_DOWN` fits.
    uint256 private immutable SCALE_DOWN;

    /// @notice Checks the configuration, freezes the decimals and proves that both feeds answer
    /// now.
    /// @param config_ See `Config`.
    constructor(Config memory config_) {
        _checkConfig(config_);
        COLLATERAL = config_.collateral;
        LOAN_TOKEN = config_.loanToken;
        BASE_FEED = config_.base.feed;
        BASE_MAX_AGE = config_.base.maxAge;
        BASE_MIN = config_.base.minAnswer;
        BASE_MAX = config_.base.maxAnswer;
        QUOTE_FEED = config_.quote.feed;
        QUOTE_MAX_AGE = config_.quote.maxAge;
        QUOTE_MIN = config_.quote.minAnswer;
        QUOTE_MAX = config_.quote.maxAnswer;
        SEQUENCER = config_.sequencer;
        GRACE = config_.grace;

        (uint256 up, uint256 down) = _scale(config_);
        SCALE_UP = up;
        SCALE_DOWN = down;
        _checkCorners(config_, up, down);
        price();
    }

    /// @inheritdoc IPriceOracle
    /// @custom:reverts SequencerDown, SequencerGrace, FeedFailed, NonPositiveAnswer,
    /// PriceOutOfBounds, IncompleteRound, AnswerFromFuture, StalePrice
    function price() public view returns (uint256) {
        if (SEQUENCER != address(0)) SequencerUptime.requireUp(SEQUENCER, GRACE);
        uint256 base = _answer(BASE_FEED, BASE_MAX_AGE, BASE_MIN, BASE_MAX);
        uint256 divisor = SCALE_DOWN;
        if (QUOTE_FEED != address(0)) {
            uint256 quote = _answer(QUOTE_FEED, QUOTE_MAX_AGE, QUOTE_MIN, QUOTE_MAX);
            unchecked {
                divisor *= quote; // at most 1e36 times less than 2^128
            }
        }
        return FixedPointMathLib.fullMulDiv(base, SCALE_UP, divisor);
    }

    /// @inheritdoc IPriceOracle
    /// @custom:reverts as `price`
    function bounds() external view returns (uint256 low, uint256 high) {
        low = price();
        high = low;
    }

    /// @notice What this oracle was made of, so that a listing can be checked against it.
    function config() external view returns (Config memory) {
        return Config({
            collateral: COLLATERAL,
            loanToken: LOAN_TOKEN,
            base: _leg(BASE_FEED, BASE_MAX_AGE, BASE_MIN, BASE_MAX),
            quote: _leg(QUOTE_FEED, QUOTE_MAX_AGE, QUOTE_MIN, QUOTE_MAX),
            sequencer: SEQUENCER,
            grace: SafeCastLib.toUint32(GRACE)
        });
    }

    /// @notice The frozen scale: `price = base * up / (quote * down)`, with `quote` 1 without that
    /// leg.
    /// @return up Power of ten, 1 if the scale is downwards.
    /// @return down Power of ten, 1 if the scale is upwards.
    function scale() external view returns (uint256 up, uint256 down) {
        return (SCALE_UP, SCALE_DOWN);
    }

    /// @dev As few comparisons as will do on the way that every read takes; which rule was broken
    /// is found out only where one was. An age from the future wraps to far above any `maxAge`, and
    /// a negative answer, read without its sign, lies above any `maxAnswer`.
    function _answer(address feed, uint256 maxAge, uint256 min, uint256 max)
        private
        view
        returns (uint256 value)
    {
        (bool ok, int256 answer,, uint256 updatedAt) = StaticRead.latestRound(feed);
        if (!ok) revert FeedFailed(feed);
        if (updatedAt == 0) revert IncompleteRound(feed);
        unchecked {
            if (block.timestamp - updatedAt > maxAge) _refuseAge(feed, updatedAt, maxAge);
        }
        // forge-lint: disable-next-line(unsafe-typecast): a negative answer becomes one above `max`
        value = uint256(answer);
        if (value >= max) _refuseAnswer(feed, answer, min, max);
        if (value <= min) _refuseAnswer(feed, answer, min, max);
    }

    function _refuseAge(address feed, uint256 updatedAt, uint256 maxAge) private view {
        uint256 time = block.timestamp;
        if (updatedAt > time) revert AnswerFromFuture(feed, updatedAt, time);
        revert StalePrice(feed, time - updatedAt, maxAge);
    }

    function _refuseAnswer(address feed, int256 answer, uint256 min, uint256 max) private pure {
        if (answer <= 0) revert NonPositiveAnswer(feed, answer);
        // forge-lint: disable-next-line(unsafe-typecast): not negative
        revert PriceOutOfBounds(feed, uint256(answer), min, max);
    }

    function _leg(address feed, uint256 maxAge, uint256 min, uint256 max)
        private
        pure
        returns (Leg memory)
    {
        return Leg({
            feed: feed,
            maxAge: SafeCastLib.toUint32(maxAge),
            minAnswer: SafeCastLib.toUint128(min),
            maxAnswer: SafeCastLib.toUint128(max)
        });
    }

    function _checkConfig(Config memory config_) private pure {
        Leg memory quote = config_.quote;
        if (config_.base.feed == address(0)) revert NoBaseFeed();
        _checkLeg(config_.base);
        if (quote.feed != address(0)) {
            _checkLeg(quote);
        } else if (quote.maxAge != 0 || quote.minAnswer != 0 || quote.maxAnswer != 0) {
            revert QuoteWithoutFeed(quote.maxAge, quote.minAnswer, quote.maxAnswer);
        }
        if ((config_.sequencer == address(0)) != (config_.grace == 0)) {
            revert InvalidGrace(config_.sequencer, config_.grace);
        }
    }

    function _checkLeg(Leg memory leg) private pure {
        if (leg.maxAge == 0 || leg.maxAge > MAX_MAX_AGE) {
            revert InvalidMaxAge(leg.feed, leg.maxAge, MAX_MAX_AGE);
        }
        if (
            leg.minAnswer == 0 || leg.maxAnswer <= leg.minAnswer
                || leg.maxAnswer - leg.minAnswer < 2
        ) {
            revert InvalidAnswerRange(leg.feed, leg.minAnswer, leg.maxAnswer);
        }
    }

    /// @dev The exponent of the formula at the top, split so that neither side is negative.
    function _scale(Config memory config_) private view returns (uint256 up, uint256 down) {
        uint256 plus = 36 + _decimalsOf(config_.loanToken);
        if (config_.quote.feed != address(0)) plus += _decimalsOf(config_.quote.feed);
        uint256 minus = _decimalsOf(config_.collateral) + _decimalsOf(config_.base.feed);
        if (plus < minus) return (1, 10 ** (minus - plus));
        uint256 exponent = plus - minus;
        if (exponent > MAX_EXPONENT) revert ScaleOverflow(exponent, MAX_EXPONENT);
        return (10 ** exponent, 1);
    }

    /// @dev The price is monotone in both answers, so the two corners bound every price.
    function _checkCorners(Config memory config_, uint256 up, uint256 down) private pure {
        bool twoLegs = config_.quote.feed != address(0);
        uint256 highestBase = uint256(config_.base.maxAnswer) - 1;
        uint256 lowestQuote = twoLegs ? uint256(config_.quote.minAnswer) + 1 : 1;
        // Only a scale upwards can overflow, and then `down` is 1: base * up / quote fits 256 bits
        // if base <= max * quote / up; with quote >= up it is not above base itself.
        if (
            lowestQuote < up
                && highestBase > FixedPointMathLib.fullMulDiv(type(uint256).max, lowestQuote, up)
        ) {
            revert PriceRangeOverflow(highestBase, lowestQuote);
        }
        uint256 lowestBase = uint256(config_.base.minAnswer) + 1;
        uint256 highestQuote = twoLegs ? uint256(config_.quote.maxAnswer) - 1 : 1;
        uint256 lowest = FixedPointMathLib.fullMulDiv(lowestBase, up, highestQuote * down);
        if (lowest < MIN_PRICE) revert PriceTooCoarse(lowest, MIN_PRICE);
    }

    /// @dev `decimals()` of a token or feed. Read as a whole word: a value above 255 is no `uint8`,
    /// and must be refused as too high rather than cut.
    function _decimalsOf(address source) private view returns (uint256 value) {
        bool ok;
        (ok, value) = StaticRead.word(source, IAggregatorFeed.decimals.selector);
        if (!ok) revert NoDecimals(source);
        if (value > MAX_DECIMALS) revert DecimalsTooHigh(source, value, MAX_DECIMALS);
    }
}
