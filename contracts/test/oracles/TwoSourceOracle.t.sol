// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IPriceOracle} from "../../src/interfaces/IPriceOracle.sol";
import {CheckedBounds} from "../../src/oracles/CheckedBounds.sol";
import {TwoSourceOracle} from "../../src/oracles/TwoSourceOracle.sol";
import {TestBase} from "../utils/TestBase.sol";
import {SettableOracle} from "./SettableOracle.sol";

contract TwoSourceOracleTest is TestBase {
    SettableOracle internal a;
    SettableOracle internal b;
    TwoSourceOracle internal oracle;

    function setUp() public {
        a = new SettableOracle(6e38, 6e38);
        b = new SettableOracle(6.1e38, 6.1e38);
        oracle = new TwoSourceOracle(a, b, 200);
    }

    function _assertBounds(uint256 low, uint256 high) private view {
        (uint256 gotLow, uint256 gotHigh) = oracle.bounds();
        assertEq(gotLow, low, "low");
        assertEq(gotHigh, high, "high");
        assertEq(oracle.price(), low, "price is the low one");
    }

    function test_bounds_LowerAndHigherOfTheTwo() public {
        _assertBounds(6e38, 6.1e38);
        a.set(6.15e38, 6.15e38);
        _assertBounds(6.1e38, 6.15e38);
    }

    function test_bounds_OfSourcesThatDoubtThemselves() public {
        a.set(6.05e38, 6.1e38);
        b.set(6e38, 6.08e38);
        _assertBounds(6e38, 6.1e38);
    }

    /// 2 % of 6e38 is 1.2e37: that far apart passes, one unit further does not.
    function test_bounds_SpreadLimitIsExact() public {
        b.set(6.12e38, 6.12e38);
        _assertBounds(6e38, 6.12e38);
        b.set(6.12e38 + 1, 6.12e38 + 1);
        bytes memory expected =
            abi.encodeWithSelector(TwoSourceOracle.SpreadTooWide.selector, 6e38, 6.12e38 + 1, 200);
        vm.expectRevert(expected);
        oracle.bounds();
        vm.expectRevert(expected);
        oracle.price();
    }

    function test_bounds_revertsWhen_OneSourceIsDead() public {
        a.setDead(true);
        vm.expectRevert(SettableOracle.Dead.selector);
        oracle.bounds();
        a.setDead(false);
        b.setDead(true);
        vm.expectRevert(SettableOracle.Dead.selector);
        oracle.price();
    }

    function test_bounds_revertsWhen_ASourceAnswersZero() public {
        b.set(0, 6e38);
        vm.expectRevert(
            abi.encodeWithSelector(CheckedBounds.InvalidBounds.selector, address(b), 0, 6e38)
        );
        oracle.bounds();
    }

    function test_bounds_revertsWhen_ASourceIsInverted() public {
        a.set(6.1e38, 6e38);
        vm.expectRevert(
            abi.encodeWithSelector(CheckedBounds.InvalidBounds.selector, address(a), 6.1e38, 6e38)
        );
        oracle.bounds();
    }

    function test_constructor_KeepsWhatWasGiven() public view {
        assertEq(address(oracle.SOURCE_A()), address(a));
        assertEq(address(oracle.SOURCE_B()), address(b));
        assertEq(oracle.SPREAD_LIMIT_BPS(), 200);
    }

    function test_constructor_revertsWhen_SourcesAreOne() public {
        vm.expectRevert(abi.encodeWithSelector(TwoSourceOracle.SameSource.selector, address(a)));
        new TwoSourceOracle(a, a, 200);
    }

    function test_constructor_revertsWhen_SpreadIsOutOfRange() public {
        bytes4 refusal = TwoSourceOracle.InvalidMaxSpread.selector;
        vm.expectRevert(abi.encodeWithSelector(refusal, 0, 1_000));
        new TwoSourceOracle(a, b, 0);
        vm.expectRevert(abi.encodeWithSelector(refusal, 1_001, 1_000));
        new TwoSourceOracle(a, b, 1_001);
        assertEq(new TwoSourceOracle(a, b, 1_000).price(), 6e38);
    }

    function test_constructor_revertsWhen_SourcesDisagree() public {
        vm.expectRevert(
            abi.encodeWithSelector(TwoSourceOracle.SpreadTooWide.selector, 6e38, 6.1e38, 100)
        );
        new TwoSourceOracle(a, b, 100);
    }

    /// For any prices: low <= both sources <= high, order does not matter, and it answers exactly
    /// when (high - low) * 10,000 <= low * limit in 512 bits.
    function testFuzz_bounds_HoldBothSources(
        uint256[4] memory prices,
        uint256 maxSpreadBps,
        bool near
    ) public {
        maxSpreadBps = bound(maxSpreadBps, 1, 1_000);
        uint256 lowA = bound(prices[0], 1, type(uint256).max);
        uint256 highA = _above(lowA, prices[1], near);
        uint256 lowB = _above(near ? lowA : 1, prices[2], near);
        uint256 highB = _above(lowB, prices[3], near);
        uint256 low = lowA < lowB ? lowA : lowB;
        uint256 high = highA > highB ? highA : highB;

        a.set(1e36, 1e36);
        b.set(1e36, 1e36);
        oracle = new TwoSourceOracle(a, b, maxSpreadBps);
        IPriceOracle swapped = new TwoSourceOracle(b, a, maxSpreadBps);
        a.set(lowA, highA);
        b.set(lowB, highB);

        if (_within(low, high, maxSpreadBps)) {
            _assertBounds(low, high);
            (lowA, highA) = swapped.bounds();
            assertEq(lowA, low, "swapped low");
            assertEq(highA, high, "swapped high");
        } else {
            bytes memory expected = abi.encodeWithSelector(
                TwoSourceOracle.SpreadTooWide.selector, low, high, maxSpreadBps
            );
            vm.expectRevert(expected);
            oracle.bounds();
            vm.expectRevert(expected);
            swapped.bounds();
        }
    }

    function _within(uint256 low, uint256 high, uint256 maxSpreadBps) private pure returns (bool) {
        (uint256 h1, uint256 l1) = Math.mul512(high - low, 10_000);
        (uint256 h2, uint256 l2) = Math.mul512(low, maxSpreadBps);
        return h1 < h2 || (h1 == h2 && l1 <= l2);
    }

    /// @dev A price at or above `from`; with `near` within 4 % of it, so that both outcomes occur.
    function _above(uint256 from, uint256 seed, bool near) private pure returns (uint256) {
        uint256 room = type(uint256).max - from;
        if (near && from / 25 < room) room = from / 25;
        return from + bound(seed, 0, room);
    }
}
