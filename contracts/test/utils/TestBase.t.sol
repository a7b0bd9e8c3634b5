// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TestBase} from "./TestBase.sol";

/// @notice The assertions fail when they must, with both values in the message.
contract TestBaseTest is TestBase {
    function _expectFailure(string memory message) private {
        vm.expectRevert(abi.encodeWithSelector(AssertionFailed.selector, message));
    }

    /// Cheatcodes see calls only, so each failing assertion is reached through one.
    function check(uint256 number) external pure {
        if (number == 0) assertTrue(false);
        if (number == 1) assertFalse(true, "flag");
        if (number == 2) assertEq(uint256(1), 2, "sum");
        if (number == 3) assertEq(int256(-1), 2);
        if (number == 4) assertEq(address(1), address(2));
        if (number == 5) assertEq(bytes32(uint256(1)), bytes32(uint256(2)));
        if (number == 6) assertEq(true, false, "same");
        if (number == 7) assertEq(bytes(hex"01"), bytes(hex"0102"));
        if (number == 8) assertEq(string("a"), string("b"));
        if (number == 9) assertNotEq(uint256(3), 3);
        if (number == 10) assertLe(uint256(3), 2);
        if (number == 11) assertLt(2, 2);
        if (number == 12) assertGe(uint256(2), 3);
        if (number == 13) assertGt(3, 3);
        if (number == 14) assertApproxEqAbs(10, 14, 3);
        if (number == 15) assertApproxEqRel(98, 100, 0.01e18, "rate");
        if (number == 16) assertLe(int256(1), -1, "signed");
        if (number == 17) assertGe(int256(-1), 1, "signed");
        if (number == 18) bound(uint256(0), 2, 1);
    }

    function test_assertions_FailWithBothValues() public {
        string memory one = "0x0000000000000000000000000000000000000001";
        string memory two = "0x0000000000000000000000000000000000000002";
        string memory word1 = string.concat(
            "0x000000000000000000000000", "0000000000000000000000000000000000000001"
        );
        string memory word2 = string.concat(
            "0x000000000000000000000000", "0000000000000000000000000000000000000002"
        );
        string[19] memory messages = [
            "expected true, got false",
            "flag: expected false, got true",
            "sum: 1 != 2",
            "-1 != 2",
            string.concat(one, " != ", two),
            string.concat(word1, " != ", word2),
            "same: true != false",
            "0x01 != 0x0102",
            "a != b",
            "3 == 3",
            "3 > 2",
            "2 >= 2",
            "2 < 3",
            "3 <= 3",
            "10 not within 14 +- 3",
            "rate: 98 not within 100 +- 1",
            "signed: 1 > -1",
            "signed: -1 < 1",
            "bound: min above max: 2 > 1"
        ];
        for (uint256 i; i < messages.length; i++) {
            _expectFailure(messages[i]);
            this.check(i);
        }
    }

    function test_assertions_PassOnTheEdge() public pure {
        assertTrue(true);
        assertFalse(false);
        assertEq(uint256(7), 7);
        assertLe(uint256(7), 7);
        assertGe(uint256(7), 7);
        assertApproxEqAbs(10, 13, 3);
        assertApproxEqAbs(13, 10, 3);
        assertApproxEqRel(99, 100, 0.01e18);
        assertNotEq(uint256(7), 8);
    }

    function testFuzz_bound_StaysInside(uint256 x, uint256 a, uint256 b) public pure {
        (uint256 min, uint256 max) = a < b ? (a, b) : (b, a);
        uint256 y = bound(x, min, max);
        assertLe(min, y);
        assertLe(y, max);
        if (x >= min && x <= max) assertEq(y, x, "kept");
    }

    function testFuzz_bound_SignedStaysInside(int256 x, int256 a, int256 b) public pure {
        (int256 min, int256 max) = a < b ? (a, b) : (b, a);
        int256 y = bound(x, min, max);
        assertLe(min, y, "min");
        assertLe(y, max, "max");
        if (x >= min && x <= max) assertEq(y, x, "kept");
    }

    function test_bound_ReachesBothEnds() public pure {
        assertEq(bound(uint256(10), 3, 4), 3);
        assertEq(bound(uint256(11), 3, 4), 4);
        assertEq(bound(type(uint256).max, 0, type(uint256).max), type(uint256).max);
    }

    function test_skipTime_MovesBlocksToo() public {
        uint256 height = vm.getBlockNumber();
        uint256 time = blockTime();
        skipTime(25);
        assertEq(blockTime(), time + 25);
        assertEq(vm.getBlockNumber(), height + 3);
    }
}
