// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Kind} from "./Probe.sol";
import {Dice, Setup, Token} from "./Setup.sol";
import {View} from "./Shadow.sol";
import {Splitting} from "./Splitting.sol";

/// @notice What nobody decides: prices, dead oracles, time, the sequencer, stray transfers.
abstract contract Market is Splitting {
    /// @dev Rates times this long multiply a debt by less than the sixteenfold room of the pool.
    uint256 private constant LONGEST_STORY = 2 * 365 days;
    uint256 private constant LEAST_PRICE = 1;

    constructor(Setup memory s) Splitting(s) {}

    function movePrice(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        uint256 i = dice.roll(quotes.length);
        uint256 choice = dice.roll(10);
        Quote memory q = quotes[i];
        if (choice < 3) (q.low, q.high) = (basePrices[i], basePrices[i]);
        else if (choice < 6) q.low = q.high = scaled(q.low, dice.between(8_000, 12_000));
        else if (choice < 7) q.low = q.high = scaled(q.low, dice.between(4_000, 8_000));
        else if (choice < 9) spread(q, dice);
        else if (dice.oneIn(3)) q.low = q.high = LEAST_PRICE;
        q.health = Health.Alive;
        setQuote(i, q);
        settleMarket();
        did(Kind.Price);
    }

    /// @dev Doubt: the two sources part, by a little or by half.
    function spread(Quote memory q, Dice memory dice) private pure {
        uint256 apart = dice.oneIn(2) ? dice.between(0, 300) : dice.between(0, 5_000);
        q.low = scaled(q.low, BPS - apart);
        q.high = scaled(q.low, BPS + apart);
    }

    /// @dev All prices of one loan together, so that its debt lands a hair's breadth beside a rung;
    ///      half of the time a call is tried at once.
    function moveToRung(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        uint256 k = pick(dice);
        View memory v = before(k);
        uint256[5] memory rungs = [v.openLow, v.clearLow, v.callLow, v.liquidationLow, v.value];
        uint256 limit = rungs[dice.roll(5)];
        if (v.debt == 0 || limit == 0) return settleMarket();
        uint256 goal = v.debt;
        if (dice.oneIn(15)) goal = 0;
        else if (dice.oneIn(3)) goal = goal * dice.between(9_500, 10_500) / BPS;
        else goal = goal + dice.roll(5) - min(2, goal);
        for (uint256 i = 0; i < v.item.count; i++) {
            uint256 spot = positionOf[v.item.ids[i]];
            Quote memory q = quotes[spot];
            q.low = q.high = capped(Math.mulDiv(q.low, goal, limit), spot);
            if (dice.oneIn(6)) q.high = scaled(q.low, dice.between(10_000, 10_400));
            setQuote(spot, q);
        }
        settleMarket();
        did(Kind.Price);
        if (dice.oneIn(2)) callOn(k);
    }

    function breakOracle(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        uint256 i = dice.roll(quotes.length);
        Quote memory q = quotes[i];
        q.health = dice.oneIn(2) ? Health.Alive : Health(dice.between(1, 3));
        setQuote(i, q);
        settleMarket();
        if (q.health != Health.Alive) did(Kind.OracleOut);
    }

    function heal(uint256) external step {
        for (uint256 i = 0; i < quotes.length; i++) {
            setQuote(i, Quote(basePrices[i], basePrices[i], Health.Alive));
        }
        settleMarket();
    }

    function pass(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        uint256 choice = dice.roll(8);
        if (choice < 4) advance(dice.between(1, 1 hours));
        else if (choice < 7) advance(dice.between(1 hours, 2 days));
        else advance(dice.between(1 days, 14 days));
    }

    /// @dev To an instant of the loan's call, or just before or after it; half of the time a sale
    ///      is tried at once.
    function passTo(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        uint256 k = pick(dice);
        View memory v = before(k);
        if (!v.item.called) return advance(dice.roll(60));
        // Where the sequencer made the window longer, its first end is an instant as well.
        uint256 unmoved = v.item.since + CURE;
        uint256 end = dice.oneIn(3) || v.cureEnd == MAX ? unmoved : v.cureEnd;
        uint256[4] memory instants = [end, end + RAMP / 2, end + RAMP, end + LAPSE];
        uint256 to = instants[dice.roll(4)] + dice.roll(3) - 1;
        advance(to > time ? to - time : 0);
        if (dice.oneIn(4)) splitSaleOf(k, dice);
        if (dice.oneIn(2)) liquidateOn(k, dice);
    }

    function advance(uint256 seconds_) private {
        if (time + seconds_ > START + LONGEST_STORY) seconds_ = 1;
        time += seconds_;
        vm.warp(time);
        vm.roll(vm.getBlockNumber() + seconds_ / 12 + 1);
        settleMarket();
        did(Kind.Pass);
    }

    function moveSequencer(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        if (address(feed) == address(0)) return;
        if (dice.oneIn(10)) {
            // Not initialised: counts as down, since nobody knows when.
            sequencerUp = false;
            feed.setAt(0, 0);
            sequencerKnown = false;
            return settleMarket();
        }
        sequencerKnown = true;
        sequencerUp = sequencerUp ? !dice.oneIn(2) : !dice.oneIn(4);
        sequencerSince = time - dice.roll(min(FEED_DELAY, time - sequencerSince + 1));
        feed.setAt(sequencerUp ? int128(0) : int128(1), uint64(sequencerSince));
        settleMarket();
        did(Kind.SequencerMove);
    }

    /// @dev Changes no field anywhere: the pool's account, every loan, every price of a share.
    function donate(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        address to = dice.oneIn(2) ? address(book) : address(pool);
        bool ofLoan = dice.oneIn(2);
        Token token = ofLoan ? loanToken : tokens[dice.roll(tokens.length)];
        uint256 amount = dice.between(0, size) + dice.roll(2);
        bytes32 was = fieldsOfPool();
        token.mint(to, amount);
        donated[token][to] += amount;
        assertEq(fieldsOfPool(), was, "invariant 13: a stray transfer changes the pool");
        for (uint256 k = 0; k < LOANS; k++) {
            require22(k, book.loan(ids[k]));
        }
        settleLender(0, 0);
        did(Kind.Donate);
    }

    function fieldsOfPool() internal view returns (bytes32 hash) {
        hash = keccak256(
            abi.encode(
                pool.cash(),
                pool.owed(),
                pool.firstLoss(),
                pool.totalAssets(),
                pool.utilisation(),
                pool.rateOf(0),
                pool.convertToAssets(1e18),
                pool.maxWithdraw(lenders[0])
            )
        );
        for (uint256 i = 0; i < listed.length; i++) {
            (uint256 units, uint256 flow,,) = pool.listingOf(listed[i]);
            hash = keccak256(abi.encode(hash, units, flow));
        }
    }

    function setQuote(uint256 i, Quote memory q) internal {
        quotes[i] = q;
        oracles[i].setDead(q.health == Health.Reverting);
        if (q.health == Health.Zero) oracles[i].set(0, q.high);
        else if (q.health == Health.Crossed) oracles[i].set(q.high + 1, q.high);
        else oracles[i].set(q.low, q.high);
    }

    function scaled(uint256 price, uint256 bps) private pure returns (uint256) {
        uint256 result = Math.mulDiv(price, bps, BPS);
        return result == 0 ? LEAST_PRICE : result;
    }

    /// @dev No price runs away from its base for good.
    function capped(uint256 price, uint256 i) private view returns (uint256) {
        if (price == 0) return LEAST_PRICE;
        return min(price, 100 * basePrices[i]);
    }
}
