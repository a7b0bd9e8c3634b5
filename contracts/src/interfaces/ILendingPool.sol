// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RateConfig} from "../credit/rates/KinkedRate.sol";
import {CollateralId} from "../types/CollateralId.sol";
import {CollateralTerms} from "../types/Terms.sol";

/// @notice With the book's events of this creditor and the blocks' times, these rebuild all state.
interface ILendingPoolEvents {
    /// @notice Interest was brought up to now by an action of a loan, or of anyone. What accrued is
    ///         the rate before times the seconds since.
    /// @param baseRate Rate of the base class from here on, 1e10 = 100 % a year.
    event Accrued(uint256 baseRate);
    /// @notice The same by an action on the lenders' side, which also shares out what came in since
    ///         the last of these. The amounts are after the action.
    /// @param lenderAssets Loan-token units that belong to lenders.
    /// @param firstLoss Loan-token units that bear bad debt before them.
    event InterestShared(uint256 baseRate, uint256 lenderAssets, uint256 firstLoss);
    /// @param borne Part of the bad debt that the first loss bore; the rest lowered the share
    ///      price.
    event BadDebtBooked(uint256 badDebt, uint256 borne);
    event FirstLossFunded(address indexed from, uint256 amount);
    event LimitsSet(CollateralId indexed collateralId, uint256 ceiling, uint256 hourly);
    event RatesSet(RateConfig config);
    /// @param premiumAccrued Sum of premium (1e10 = 100 % a year) times seconds, up to this block.
    event PremiumSet(uint256 indexed riskClass, uint256 premiumBps, uint256 premiumAccrued);
}

interface ILendingPoolErrors {
    error NotBook(address caller);
    error CeilingExceeded(CollateralId collateralId, uint256 debt, uint256 ceiling);
    error HourlyLimitExceeded(CollateralId collateralId, uint256 wanted, uint256 available);
    error NotEnoughCash(uint256 wanted, uint256 cash);
    error AmountAboveBound(uint256 seen, uint256 most);
    error NothingMoved();
    error TokenMismatch(address token, uint256 expected, uint256 received);
    /// @param field 0 kink, 1 reserve, 2 premium of class 0, 3 risk class.
    error RateOutOfRange(uint8 field, uint256 seen, uint256 least, uint256 most);
    error LimitsNotLower(
        CollateralId collateralId,
        uint256 ceiling,
        uint256 oldCeiling,
        uint256 hourly,
        uint256 oldHourly
    );
}

/// @title A pool of one loan token: lenders' shares on one side, variable-rate lines on the other
/// @notice ERC-4626 for lenders, `ICreditor` for the book. What raises risk is `restricted` to whom
///         the access manager lets, with its delays; what lowers it is instant for guardians.
interface ILendingPool is ILendingPoolEvents, ILendingPoolErrors {
    /// @notice Brings interest up to now and sets the rate. Changes no one's debt: anyone may, no
    ///      one need.
    function accrue() external;

    /// @notice Adds to the first loss, from the caller.
    function fundFirstLoss(uint256 amount) external;

    /// @notice Lists a collateral with its limits. Delayed.
    /// @param ceiling Most debt that loans led by this collateral may owe together, loan-token
    ///      units.
    /// @param hourly Most that the debt of these loans may grow at once, refilled evenly over an
    ///      hour and by repayments, loan-token units.
    function listCollateral(CollateralTerms calldata terms, uint104 ceiling, uint104 hourly)
        external
        returns (CollateralId collateralId);

    /// @notice Delayed.
    function setLimits(CollateralId collateralId, uint104 ceiling, uint104 hourly) external;

    /// @notice Sets limits no higher than they are. Instant.
    function lowerLimits(CollateralId collateralId, uint104 ceiling, uint104 hourly) external;

    /// @notice Closes a listing to loans that do not hold it. Instant.
    function closeListing(CollateralId collateralId) external;

    /// @notice Delayed.
    function setRates(RateConfig calldata config) external;

    /// @notice Delayed. Class 0 has no premium.
    /// @param premiumBps Added to the base rate, bps a year.
    function setPremium(uint256 riskClass, uint16 premiumBps) external;

    function book() external view returns (address);
    function creditorId() external view returns (uint32);
    /// @notice Loan-token units in the pool, by its own count.
    function cash() external view returns (uint256);
    /// @notice Loan-token units that all loans owe, as of now, rounded down per class.
    function owed() external view returns (uint256);
    /// @notice Loan-token units that bear bad debt before lenders, as of now.
    function firstLoss() external view returns (uint256);
    /// @notice Wad, rounded down.
    function utilisation() external view returns (uint256);
    function rates() external view returns (RateConfig memory);
    /// @notice Rate that a class pays now, 1e10 = 100 % a year, continuously compounded.
    function rateOf(uint256 riskClass) external view returns (uint256);
    /// @notice Debt per unit of a class as of now, ray, rounded down.
    function indexOf(uint256 riskClass) external view returns (uint256);
    /// @return units Units of all loans of the class.
    /// @return premiumAccrued As of `premiumAt`.
    function classOf(uint256 riskClass)
        external
        view
        returns (uint256 units, uint256 premiumAccrued, uint256 premiumAt, uint256 premium);
    /// @return units Units of the loans led by this collateral.
    /// @return flow New debt that still counts against the hourly limit, as of now.
    function listingOf(CollateralId collateralId)
        external
        view
        returns (uint256 units, uint256 flow, uint256 ceiling, uint256 hourly);
    /// @notice The level of a listing's hourly limit as stored; it drains by `hourly` an hour from
    ///         `flowAt` on.
    function flowOf(CollateralId collateralId) external view returns (uint256 flow, uint256 flowAt);
    /// @notice The stored clock: `baseAccrued` and the rate since `updatedAt`.
    function clock()
        external
        view
        returns (uint256 baseAccrued, uint256 updatedAt, uint256 baseRate, uint256 cash_);
    /// @notice The lenders' side as stored, without interest since.
    function shared() external view returns (uint256 lenderAssets, uint256 firstLoss_);
}
