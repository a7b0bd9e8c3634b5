// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Vm} from "./Vm.sol";

/// @notice Assertions that revert with both values and, where given, what they mean.
/// @dev A failure is a revert, so that nothing after it runs and no test can go green past it.
abstract contract Assertions {
    /// @dev The address where forge answers cheatcodes: the last 20 bytes of its name's hash.
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// @notice What did not hold, with both values.
    error AssertionFailed(string message);

    function fail(string memory message) internal pure {
        revert AssertionFailed(message);
    }

    function assertTrue(bool condition) internal pure {
        if (!condition) fail("expected true, got false");
    }

    function assertTrue(bool condition, string memory what) internal pure {
        if (!condition) fail(string.concat(what, ": expected true, got false"));
    }

    function assertFalse(bool condition) internal pure {
        if (condition) fail("expected false, got true");
    }

    function assertFalse(bool condition, string memory what) internal pure {
        if (condition) fail(string.concat(what, ": expected false, got true"));
    }

    // ---- equal

    function assertEq(uint256 a, uint256 b) internal pure {
        assertEq(a, b, "");
    }

    function assertEq(uint256 a, uint256 b, string memory what) internal pure {
        if (a != b) _fail(what, vm.toString(a), " != ", vm.toString(b));
    }

    function assertEq(int256 a, int256 b) internal pure {
        assertEq(a, b, "");
    }

    function assertEq(int256 a, int256 b, string memory what) internal pure {
        if (a != b) _fail(what, vm.toString(a), " != ", vm.toString(b));
    }

    function assertEq(address a, address b) internal pure {
        assertEq(a, b, "");
    }

    function assertEq(address a, address b, string memory what) internal pure {
        if (a != b) _fail(what, vm.toString(a), " != ", vm.toString(b));
    }

    function assertEq(bytes32 a, bytes32 b) internal pure {
        assertEq(a, b, "");
    }

    function assertEq(bytes32 a, bytes32 b, string memory what) internal pure {
        if (a != b) _fail(what, vm.toString(a), " != ", vm.toString(b));
    }

    function assertEq(bool a, bool b) internal pure {
        assertEq(a, b, "");
    }

    function assertEq(bool a, bool b, string memory what) internal pure {
        if (a != b) _fail(what, vm.toString(a), " != ", vm.toString(b));
    }

    function assertEq(bytes memory a, bytes memory b) internal pure {
        assertEq(a, b, "");
    }

    function assertEq(bytes memory a, bytes memory b, string memory what) internal pure {
        if (keccak256(a) != keccak256(b)) _fail(what, vm.toString(a), " != ", vm.toString(b));
    }

    function assertEq(string memory a, string memory b) internal pure {
        assertEq(a, b, "");
    }

    function assertEq(string memory a, string memory b, string memory what) internal pure {
        if (keccak256(bytes(a)) != keccak256(bytes(b))) _fail(what, a, " != ", b);
    }

    function assertNotEq(uint256 a, uint256 b) internal pure {
        assertNotEq(a, b, "");
    }

    function assertNotEq(uint256 a, uint256 b, string memory what) internal pure {
        if (a == b) _fail(what, vm.toString(a), " == ", vm.toString(b));
    }

    function assertNotEq(address a, address b) internal pure {
        if (a == b) _fail("", vm.toString(a), " == ", vm.toString(b));
    }

    function assertNotEq(bytes32 a, bytes32 b) internal pure {
        if (a == b) _fail("", vm.toString(a), " == ", vm.toString(b));
    }

    // ---- order

    function assertLe(uint256 a, uint256 b) internal pure {
        assertLe(a, b, "");
    }

    function assertLe(uint256 a, uint256 b, string memory what) internal pure {
        if (a > b) _fail(what, vm.toString(a), " > ", vm.toString(b));
    }

    function assertLt(uint256 a, uint256 b) internal pure {
        assertLt(a, b, "");
    }

    function assertLt(uint256 a, uint256 b, string memory what) internal pure {
        if (a >= b) _fail(what, vm.toString(a), " >= ", vm.toString(b));
    }

    function assertGe(uint256 a, uint256 b) internal pure {
        assertGe(a, b, "");
    }

    function assertGe(uint256 a, uint256 b, string memory what) internal pure {
        if (a < b) _fail(what, vm.toString(a), " < ", vm.toString(b));
    }

    function assertGt(uint256 a, uint256 b) internal pure {
        assertGt(a, b, "");
    }

    function assertGt(uint256 a, uint256 b, string memory what) internal pure {
        if (a <= b) _fail(what, vm.toString(a), " <= ", vm.toString(b));
    }

    function assertLe(int256 a, int256 b, string memory what) internal pure {
        if (a > b) _fail(what, vm.toString(a), " > ", vm.toString(b));
    }

    function assertGe(int256 a, int256 b, string memory what) internal pure {
        if (a < b) _fail(what, vm.toString(a), " < ", vm.toString(b));
    }

    // ---- near

    /// @notice `|a - b| <= maxDelta`, all in the same unit.
    function assertApproxEqAbs(uint256 a, uint256 b, uint256 maxDelta) internal pure {
        assertApproxEqAbs(a, b, maxDelta, "");
    }

    function assertApproxEqAbs(uint256 a, uint256 b, uint256 maxDelta, string memory what)
        internal
        pure
    {
        uint256 delta = a > b ? a - b : b - a;
        if (delta <= maxDelta) return;
        string memory limit = string.concat(vm.toString(b), " +- ", vm.toString(maxDelta));
        _fail(what, vm.toString(a), " not within ", limit);
    }

    /// @notice `|a - b| <= b * maxRelWad / 1e18`, rounded down; `b * maxRelWad` must fit 256 bits.
    function assertApproxEqRel(uint256 a, uint256 b, uint256 maxRelWad) internal pure {
        assertApproxEqAbs(a, b, b * maxRelWad / 1e18, "");
    }

    function assertApproxEqRel(uint256 a, uint256 b, uint256 maxRelWad, string memory what)
        internal
        pure
    {
        assertApproxEqAbs(a, b, b * maxRelWad / 1e18, what);
    }

    function _fail(string memory what, string memory a, string memory sign, string memory b)
        private
        pure
    {
        if (bytes(what).length != 0) what = string.concat(what, ": ");
        fail(string.concat(what, a, sign, b));
    }
}
