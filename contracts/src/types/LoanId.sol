// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev Says whose loan it is and with whom: `borrower (160) | creditorId (32) | number (64)`.
///      The borrower chooses the number, so that no counter is stored.
type LoanId is bytes32;

using LoanIds for LoanId global;

library LoanIds {
    function make(address borrower_, uint32 creditorId_, uint64 number_)
        internal
        pure
        returns (LoanId)
    {
        uint256 id =
            (uint256(uint160(borrower_)) << 96) | (uint256(creditorId_) << 64) | number_;
        return LoanId.wrap(bytes32(id));
    }

    function borrower(LoanId id) internal pure returns (address) {
        return address(uint160(uint256(LoanId.unwrap(id)) >> 96));
    }

    function creditorId(LoanId id) internal pure returns (uint32) {
        return uint32(uint256(LoanId.unwrap(id)) >> 64);
    }

    function number(LoanId id) internal pure returns (uint64) {
        return uint64(uint256(LoanId.unwrap(id)));
    }
}
