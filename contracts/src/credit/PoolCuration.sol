// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {ILoanBook} from "../interfaces/ILoanBook.sol";
import {CollateralId, RISK_CLASSES} from "../types/CollateralId.sol";
import {
    Base,
    Clock,
    Clocks,
    ListingDebt,
    ListingDebts,
    PremiumClass,
    PremiumClasses
} from "../types/PoolWords.sol";
import {CollateralTerms, CreditorTerms} from "../types/Terms.sol";
import {PoolLenders} from "./PoolLenders.sol";
import {KinkedRate, RateConfig} from "./rates/KinkedRate.sol";

/// @title What a pool's curator and guardian may do
/// @notice The curator lists collateral, sets limits and rates, with the access manager's delays.
///         The guardian lowers limits and closes listings at once. Neither can touch a loan, its
///         ladder, or lenders' funds.
abstract contract PoolCuration is PoolLenders, AccessManaged {
    uint256 private constant HOUR = 1 hours;
    uint256 private constant BPS_TO_RATE = 1e6;

    struct Limits {
        uint104 ceiling;
        uint104 hourly;
    }

    address public immutable override book;
    uint32 public immutable override creditorId;

    mapping(CollateralId => ListingDebt) internal debts;
    mapping(CollateralId => Limits) internal limits;

    constructor(ILoanBook book_, CreditorTerms memory terms, address authority_)
        AccessManaged(authority_)
    {
        book = address(book_);
        creditorId = book_.register(terms);
        base_ = Base.wrap(0).withRates(0, 400, 6_000, 9_000, 1_000).withClassCount(1);
        clock_ = Clocks.make(0, block.timestamp, 0, 0);
        emit RatesSet(rates());
    }

    function listCollateral(CollateralTerms calldata terms, uint104 ceiling, uint104 hourly)
        external
        override
        restricted
        returns (CollateralId collateralId)
    {
        collateralId = ILoanBook(book).list(terms);
        writeLimits(collateralId, ceiling, hourly);
        if (terms.riskClass >= base_.classCount()) {
            base_ = base_.withClassCount(terms.riskClass + 1);
        }
    }

    function setLimits(CollateralId collateralId, uint104 ceiling, uint104 hourly)
        external
        override
        restricted
    {
        writeLimits(collateralId, ceiling, hourly);
    }

    function lowerLimits(CollateralId collateralId, uint104 ceiling, uint104 hourly)
        external
        override
        restricted
    {
        Limits memory old = limits[collateralId];
        if (ceiling > old.ceiling || hourly > old.hourly) {
            revert LimitsNotLower(collateralId, ceiling, old.ceiling, hourly, old.hourly);
        }
        writeLimits(collateralId, ceiling, hourly);
    }

    function closeListing(CollateralId collateralId) external override restricted {
        ILoanBook(book).closeListing(collateralId);
    }

    function setRates(RateConfig calldata c) external override restricted {
        requireRange(0, c.kinkBps, 1, 9_999);
        requireRange(1, c.reserveBps, 0, 5_000);
        Position memory p = load(0);
        (uint256 lenderAssets, uint256 firstLoss_) = share(p);
        p.base = p.base.withRates(c.baseBps, c.slopeBps, c.steepBps, c.kinkBps, c.reserveBps);
        conclude(p, lenderAssets, firstLoss_, true);
        emit RatesSet(c);
    }

    function setPremium(uint256 riskClass, uint16 premiumBps) external override restricted {
        requireRange(3, riskClass, 0, RISK_CLASSES - 1);
        if (riskClass == 0) requireRange(2, premiumBps, 0, 0);
        PremiumClass class = classes_[riskClass];
        uint256 accrued = accruedPremium(class);
        uint256 premium = uint256(premiumBps) * BPS_TO_RATE;
        classes_[riskClass] = PremiumClasses.make(class.units(), accrued, block.timestamp, premium);
        emit PremiumSet(riskClass, premiumBps, accrued);
    }

    function rates() public view override returns (RateConfig memory) {
        Base b = base_;
        return RateConfig({
            baseBps: uint16(b.baseBps()),
            slopeBps: uint16(b.slopeBps()),
            steepBps: uint16(b.steepBps()),
            kinkBps: uint16(b.kinkBps()),
            reserveBps: uint16(b.reserveBps())
        });
    }

    function rateOf(uint256 riskClass) external view override returns (uint256) {
        return clock_.baseRate() + classes_[riskClass].premium();
    }

    function indexOf(uint256 riskClass) external view override returns (uint256) {
        return indexNow(riskClass);
    }

    function classOf(uint256 riskClass)
        external
        view
        override
        returns (uint256, uint256, uint256, uint256)
    {
        PremiumClass c = classes_[riskClass];
        uint256 units = riskClass == 0 ? base_.units() : c.units();
        return (units, c.premiumAccrued(), c.premiumAt(), c.premium());
    }

    function listingOf(CollateralId id)
        external
        view
        override
        returns (uint256 units, uint256 flow, uint256 ceiling, uint256 hourly)
    {
        Limits memory l = limits[id];
        ListingDebt d = debts[id];
        return (d.units(), drained(d, l.hourly), l.ceiling, l.hourly);
    }

    function flowOf(CollateralId id) external view override returns (uint256, uint256) {
        ListingDebt d = debts[id];
        return (d.flow(), d.flowAt());
    }

    function clock() external view override returns (uint256, uint256, uint256, uint256) {
        Clock c = clock_;
        return (c.baseAccrued(), c.updatedAt(), c.baseRate(), c.cash());
    }

    /// @dev The level of the hourly limit now: it drains at `hourly` an hour, rounded down.
    function drained(ListingDebt d, uint256 hourly) internal view returns (uint256) {
        unchecked {
            uint256 gone = hourly * (block.timestamp - d.flowAt()) / HOUR;
            return gone < d.flow() ? d.flow() - gone : 0;
        }
    }

    function writeLimits(CollateralId id, uint104 ceiling, uint104 hourly) private {
        ListingDebt d = debts[id];
        uint256 level = drained(d, limits[id].hourly);
        debts[id] = ListingDebts.make(d.units(), level, block.timestamp);
        limits[id] = Limits(ceiling, hourly);
        emit LimitsSet(id, ceiling, hourly);
    }

    function requireRange(uint8 field, uint256 seen, uint256 least, uint256 most) private pure {
        if (seen < least || seen > most) revert RateOutOfRange(field, seen, least, most);
    }
}
