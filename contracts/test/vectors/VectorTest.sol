// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Loan} from "../../src/types/Loan.sol";
import {Listing} from "../../src/types/Terms.sol";
import {Appraisal} from "../../src/libraries/Valuation.sol";
import {TestBase} from "../utils/TestBase.sol";

/// @notice Reads the golden cases of `vectors/`, which the model's tests read too.
abstract contract VectorTest is TestBase {
    struct Group {
        string json;
        string path;
        uint256 count;
    }

    struct Case {
        string json;
        string path;
        /// @dev What the case shows: said where it fails.
        string name;
    }

    /// @notice A group of a file, with at least one case and exactly as many as it says.
    function group(string memory file, string memory name) internal view returns (Group memory g) {
        g.json = vm.readFile(string.concat("../vectors/", file, ".json"));
        g.path = string.concat(".", name, ".cases[");
        g.count = vm.parseJsonUint(g.json, string.concat(".", name, ".count"));
        assertGt(g.count, 0, "cases");
        assertTrue(vm.keyExistsJson(g.json, pathOf(g, g.count - 1)), "the last case is there");
        assertFalse(vm.keyExistsJson(g.json, pathOf(g, g.count)), "and no further one");
    }

    function caseAt(Group memory g, uint256 i) internal pure returns (Case memory) {
        string memory path = pathOf(g, i);
        return Case(g.json, path, vm.parseJsonString(g.json, string.concat(path, ".name")));
    }

    function given(Case memory c, string memory key) internal pure returns (uint256) {
        return vm.parseJsonUint(c.json, string.concat(c.path, ".given.", key));
    }

    function givenText(Case memory c, string memory key) internal pure returns (string memory) {
        return vm.parseJsonString(c.json, string.concat(c.path, ".given.", key));
    }

    function givenAddress(Case memory c, string memory key) internal pure returns (address) {
        return vm.parseJsonAddress(c.json, string.concat(c.path, ".given.", key));
    }

    function givenList(Case memory c, string memory key) internal pure returns (uint256[] memory) {
        return vm.parseJsonUintArray(c.json, string.concat(c.path, ".given.", key));
    }

    function wanted(Case memory c, string memory key) internal pure returns (uint256) {
        return vm.parseJsonUint(c.json, string.concat(c.path, ".expect.", key));
    }

    function wantedText(Case memory c, string memory key) internal pure returns (string memory) {
        return vm.parseJsonString(c.json, string.concat(c.path, ".expect.", key));
    }

    function wantedBytes32(Case memory c, string memory key) internal pure returns (bytes32) {
        return vm.parseJsonBytes32(c.json, string.concat(c.path, ".expect.", key));
    }

    function wantedList(Case memory c, string memory key)
        internal
        pure
        returns (uint256[] memory)
    {
        return vm.parseJsonUintArray(c.json, string.concat(c.path, ".expect.", key));
    }

    function isText(string memory a, string memory b) internal pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }

    function assertEq(uint256[] memory seen, uint256[] memory expected, string memory what)
        internal
        pure
    {
        assertEq(seen.length, expected.length, string.concat(what, ", length"));
        for (uint256 i = 0; i < seen.length; i++) {
            assertEq(seen[i], expected[i], string.concat(what, ", number ", vm.toString(i)));
        }
    }

    /// @notice The holdings of a case, given as columns, with their ladders and prices.
    function appraised(Case memory c)
        internal
        pure
        returns (Loan memory loan, Appraisal memory a)
    {
        uint256[] memory amounts = givenList(c, "amounts");
        loan.count = amounts.length;
        for (uint256 i = 0; i < amounts.length; i++) {
            loan.amounts[i] = amounts[i];
        }
        uint256[] memory lows = givenList(c, "lows");
        uint256[] memory highs = givenList(c, "highs");
        for (uint256 i = 0; i < lows.length; i++) {
            (a.low[i], a.high[i]) = (lows[i], highs[i]);
        }
        a.listings = new Listing[](amounts.length);
        uint256[] memory open = givenList(c, "openLtvBps");
        uint256[] memory target = givenList(c, "targetLtvBps");
        uint256[] memory clear = givenList(c, "clearLtvBps");
        uint256[] memory call = givenList(c, "callLtvBps");
        uint256[] memory liquidation = givenList(c, "liquidationLtvBps");
        for (uint256 i = 0; i < amounts.length; i++) {
            Listing memory listing = a.listings[i];
            (listing.openLtvBps, listing.targetLtvBps) = (open[i], target[i]);
            (listing.clearLtvBps, listing.callLtvBps) = (clear[i], call[i]);
            listing.liquidationLtvBps = liquidation[i];
        }
    }

    function pathOf(Group memory g, uint256 i) private pure returns (string memory) {
        return string.concat(g.path, vm.toString(i), "]");
    }
}
