// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RateConfig} from "../../src/credit/rates/KinkedRate.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {BookTest} from "./BookTest.sol";

/// @notice The pool with one lender's 5,000,000, and the year of interest that many tests want.
abstract contract PoolTest is BookTest {
    /// @dev The first deposit got a million shares a unit.
    uint256 internal constant SHARES = 5_000_000 * USD * 1e6;
    /// @dev 30,000 at a flat 10 % for a year: 30,000 * e^0.1 = 33,155.127542.
    uint256 internal constant OWED = 33_155_127_542;
    /// @dev Of the 3,155.127542 of interest a tenth, 315.512754, is the first loss's.
    uint256 internal constant FIRST_LOSS = 315_512_754;
    uint256 internal constant LENT = 5_000_000 * USD + 2_839_614_788;

    /// @dev A flat base rate, and a tenth of the interest to the first loss.
    function setFlatRate(uint16 bps) internal {
        pool.setRates(RateConfig(bps, 0, 0, 9_000, 1_000));
    }

    /// @dev Alice's loan of 30,000 has run for a year at a flat 10 %.
    function yearOfInterest() internal returns (LoanId id) {
        setFlatRate(1_000);
        id = openBtc(alice, BTC, 30_000 * USD);
        skipTime(365 days);
    }

    /// @dev Makes bob a lender with approvals and `dollars`.
    function fundBob(uint256 dollars) internal {
        usd.mint(bob, dollars * USD);
    }

    function unitsOf(CollateralId id) internal view returns (uint256 units) {
        (units,,,) = pool.listingOf(id);
    }

    function flowOf(CollateralId id) internal view returns (uint256 flow) {
        (, flow,,) = pool.listingOf(id);
    }

    function lenderAssets() internal view returns (uint256 assets) {
        (assets,) = pool.shared();
    }
}
