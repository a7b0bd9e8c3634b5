// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {ILoanBook} from "../interfaces/ILoanBook.sol";
import {CollateralId, RISK_CLASSES} from "../types/CollateralId.sol";
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

    struct ListingDebt {
        uint104 units;
        uint104 flow;
        uint40 flowAt;
    }

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
        settings_ = Settings(0, 400, 6000, 9000, 1000, 1);
        clock_.updatedAt = uint40(block.timestamp);
        emit RatesSet(configOf(settings_));
        store(load());
    }

    function listCollateral(CollateralTerms calldata terms, uint104 ceiling, uint104 hourly)
        external
        override
        restricted
        returns (CollateralId collateralId)
    {
        Position memory p = load();
        collateralId = ILoanBook(book).list(terms);
        writeLimits(collateralId, ceiling, hourly);
        if (terms.riskClass >= p.settings.classCount) {
            settings_.classCount = terms.riskClass + 1;
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
        Position memory p = load();
        shared = share(p);
        p.settings = Settings(
            c.baseBps, c.slopeBps, c.steepBps, c.kinkBps, c.reserveBps, p.settings.classCount
        );
        settings_ = p.settings;
        store(p);
        emit RatesSet(c);
    }

    function setPremium(uint256 riskClass, uint16 premiumBps) external override restricted {
        requireRange(3, riskClass, 0, RISK_CLASSES - 1);
        if (riskClass == 0) requireRange(2, premiumBps, 0, 0);
        Class memory class = classes_[riskClass];
        class.premiumAccrued = uint72(accruedPremium(class));
        class.premiumAt = uint40(block.timestamp);
        class.premium = uint40(uint256(premiumBps) * BPS_TO_RATE);
        classes_[riskClass] = class;
        emit PremiumSet(riskClass, premiumBps, class.premiumAccrued);
    }

    function rates() external view override returns (RateConfig memory) {
        return configOf(settings_);
    }

    function rateOf(uint256 riskClass) external view override returns (uint256) {
        return uint256(clock_.baseRate) + classes_[riskClass].premium;
    }

    function indexOf(uint256 riskClass) external view override returns (uint256) {
        return indexNow(riskClass);
    }

    function classOf(uint256 riskClass)
        external
        view
        override
        returns (uint104, uint72, uint40, uint40)
    {
        Class memory c = classes_[riskClass];
        return (c.units, c.premiumAccrued, c.premiumAt, c.premium);
    }

    function listingOf(CollateralId id)
        external
        view
        override
        returns (uint256 units, uint256 flow, uint256 ceiling, uint256 hourly)
    {
        Limits memory l = limits[id];
        ListingDebt memory d = debts[id];
        return (d.units, drained(d, l.hourly), l.ceiling, l.hourly);
    }

    function clock() external view override returns (uint72, uint40, uint40, uint104) {
        Clock memory c = clock_;
        return (c.baseAccrued, c.updatedAt, c.baseRate, c.cash);
    }

    /// @dev The level of the hourly limit now: it drains at `hourly` an hour, rounded down.
    function drained(ListingDebt memory d, uint256 hourly) internal view returns (uint256) {
        uint256 gone = hourly * (block.timestamp - d.flowAt) / HOUR;
        return gone < d.flow ? d.flow - gone : 0;
    }

    function writeLimits(CollateralId id, uint104 ceiling, uint104 hourly) private {
        ListingDebt memory d = debts[id];
        d.flow = uint104(drained(d, limits[id].hourly));
        d.flowAt = uint40(block.timestamp);
        debts[id] = d;
        limits[id] = Limits(ceiling, hourly);
        emit LimitsSet(id, ceiling, hourly);
    }

    function requireRange(uint8 field, uint256 seen, uint256 least, uint256 most) private pure {
        if (seen < least || seen > most) revert RateOutOfRange(field, seen, least, most);
    }
}
