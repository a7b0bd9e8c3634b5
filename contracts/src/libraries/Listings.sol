// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SSTORE2} from "solady/utils/SSTORE2.sol";

import {CollateralId} from "../types/CollateralId.sol";
import {Loan} from "../types/Loan.sol";
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

    /// @notice One listing, zeros where there is none; in an array of one, since a struct that is
    ///         returned would be zeroed first, field by field.
    function read(uint32 creditorId, CollateralId collateralId)
        internal
        view
        returns (Listing[] memory one)
    {
        one = allocate(1);
        put(one, 0, creditorId, collateralId);
    }

    /// @notice The listings of what a loan holds, in its order.
    function readAll(uint32 creditorId, Loan memory loan)
        internal
        view
        returns (Listing[] memory listings)
    {
        uint256 count = loan.count;
        listings = allocate(count);
        for (uint256 i = 0; i < count; i++) {
            put(listings, i, creditorId, loan.ids[i]);
        }
    }

    /// @dev An array whose places are yet to be filled: nothing is zeroed that is overwritten
    ///      anyway.
    function allocate(uint256 count) private pure returns (Listing[] memory listings) {
        assembly ("memory-safe") {
            listings := mload(0x40)
            mstore(listings, count)
            mstore(0x40, add(listings, shl(5, add(count, 1))))
        }
    }

    /// @dev The code starts with one byte that stops execution; what follows is the struct word for
    ///      word.
    function put(
        Listing[] memory listings,
        uint256 i,
        uint32 creditorId,
        CollateralId collateralId
    ) private view {
        address pointer = SSTORE2.predictDeterministicAddress(salt(creditorId, collateralId));
        assembly ("memory-safe") {
            let place := mload(0x40)
            mstore(0x40, add(place, SIZE))
            // Where there is no code nothing is copied but zeros.
            extcodecopy(pointer, place, 1, SIZE)
            mstore(add(listings, shl(5, add(i, 1))), place)
        }
    }

    function salt(uint32 creditorId, CollateralId collateralId) private pure returns (bytes32) {
        return bytes32((uint256(creditorId) << 8) | CollateralId.unwrap(collateralId));
    }
}
