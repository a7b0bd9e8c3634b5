// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev A listing of one creditor: `ordinal (5) | riskClass (3)`. The ordinal starts at 1, so that
///      zero is "none"; the class stands in the id, so that nothing is read to know it. 31 listings
///      a class, 8 classes a creditor.
type CollateralId is uint8;

using CollateralIds for CollateralId global;
using {equal as ==, notEqual as !=} for CollateralId global;

uint256 constant RISK_CLASSES = 8;
uint256 constant LISTINGS_PER_CLASS = 31;

function equal(CollateralId a, CollateralId b) pure returns (bool) {
    return CollateralId.unwrap(a) == CollateralId.unwrap(b);
}

function notEqual(CollateralId a, CollateralId b) pure returns (bool) {
    return CollateralId.unwrap(a) != CollateralId.unwrap(b);
}

library CollateralIds {
    function make(uint256 ordinal, uint256 riskClass_) internal pure returns (CollateralId) {
        return CollateralId.wrap(uint8((ordinal << 3) | riskClass_));
    }

    function riskClass(CollateralId id) internal pure returns (uint256) {
        return CollateralId.unwrap(id) & 7;
    }

    function isNone(CollateralId id) internal pure returns (bool) {
        return CollateralId.unwrap(id) == 0;
    }
}
