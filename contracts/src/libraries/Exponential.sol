// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Continuous growth of debt
/// @notice Turns an accumulated rate into an index. Because the index is a function of the sum
///         alone, one long accrual and many short ones give the same debt, to the last unit.
library Exponential {
    uint256 internal constant RAY = 1e27;
    /// @dev 100 % a year. A rate fits 40 bits up to 10,995 % a year.
    uint256 internal constant RATE = 1e10;
    uint256 internal constant YEAR = 365 days;
    /// @dev Growth stops at e^40 (2.35e17 times the debt), so that no index can overflow and no
    ///      repayment can revert.
    uint256 internal constant MAX_ACCRUED = 40 * RATE * YEAR;

    uint256 private constant ONE = 1e36;
    /// @dev ln 2 in 36 decimals, rounded down.
    uint256 private constant LN2 = 693_147_180_559_945_309_417_232_121_458_176_568;

    /// @notice `e^(accrued / (1e10 * 365 days))`, ray, rounded down.
    /// @dev With y = k ln 2 + r, e^y = 2^k e^r and e^r is its series in 36 decimals, summed until a
    ///      term is zero (at most 31 terms). The error is below 40 units of 1e-36 times 2^k, while
    ///      one second at the smallest rate moves e^y by 3e-18: the result is monotone. 5 % for one
    ///      year: `growth(5e8 * 365 days)` = 1.051271096376024039697517636e27.
    /// @param accrued Sum of rate (1e10 = 100 % a year) times seconds; what is above `MAX_ACCRUED`
    ///        counts as that.
    function growth(uint256 accrued) internal pure returns (uint256 indexRay) {
        if (accrued > MAX_ACCRUED) accrued = MAX_ACCRUED;
        unchecked {
            uint256 y = accrued * ONE / (RATE * YEAR);
            uint256 k = y / LN2;
            uint256 r = y - k * LN2;
            uint256 sum = ONE + r; // the first two terms
            // In assembly, since the compiler would check each divisor for zero.
            assembly ("memory-safe") {
                let term := r
                for { let divisor := mul(2, ONE) } 1 { divisor := add(divisor, ONE) } {
                    term := div(mul(term, r), divisor)
                    if iszero(term) { break }
                    sum := add(sum, term)
                }
            }
            return (sum << k) / 1e9;
        }
    }

    /// @notice `accrued + rate * seconds_`, held at `MAX_ACCRUED`.
    /// @param accrued Below 2^72.
    /// @param rate Below 2^40, as is `seconds_`.
    function accrue(uint256 accrued, uint256 rate, uint256 seconds_)
        internal
        pure
        returns (uint256)
    {
        unchecked {
            uint256 sum = accrued + rate * seconds_;
            return sum > MAX_ACCRUED ? MAX_ACCRUED : sum;
        }
    }
}
