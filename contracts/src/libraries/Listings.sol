// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SSTORE2} from "solady/utils/SSTORE2.sol";

import {CollateralId} from "../types/CollateralId.sol";
import {Listing} from "../types/Terms.sol";

/// @title Where listings live
/// @notice A listing is written once as the code of its own account, at an address that follows
///         from its ids. No function of any contract can change it, and one account access reads
///         all of it.
library Listings {
    uint256 private constant SIZE = 17 * 32;

    function write(uint32 creditorId, CollateralId collateralId, Listing memory listing) internal {
        SSTORE2.writeDeterministic(abi.encode(listing), salt(creditorId, collateralId));
    }

    /// @notice Fills `listing` in, or leaves it as it is where there is none.
    /// @dev The code starts with one byte that stops execution; what follows is the struct word for
    ///      word.
    function readInto(Listing memory listing, uint32 creditorId, CollateralId collateralId)
        internal
        view
    {
        address pointer = SSTORE2.predictDeterministicAddress(salt(creditorId, collateralId));
        assembly ("memory-safe") {
            extcodecopy(pointer, listing, 1, SIZE)
        }
    }

    function salt(uint32 creditorId, CollateralId collateralId) private pure returns (bytes32) {
        return bytes32((uint256(creditorId) << 8) | CollateralId.unwrap(collateralId));
    }
}
