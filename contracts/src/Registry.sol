// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBook} from "./interfaces/ILoanBook.sol";
import {IPriceOracle} from "./interfaces/IPriceOracle.sol";
import {Listings} from "./libraries/Listings.sol";
import {Valuation} from "./libraries/Valuation.sol";
import {
    CollateralId,
    LISTINGS_PER_CLASS,
    CollateralIds,
    RISK_CLASSES
} from "./types/CollateralId.sol";
import {CollateralTerms, CreditorTerms, Ladder, Listing} from "./types/Terms.sol";

/// @title Creditors and their listings
/// @notice Registration is permissionless and for good; a listing is immutable. Whom to trust,
///      front ends decide.
abstract contract Registry is ILoanBook {
    uint256 private constant BPS = 1e4;
    uint256 private constant MAX_SLOPE_BPS = 5e4;

    uint32 public override creditorCount;
    mapping(uint32 creditorId => address) public override creditorOf;
    mapping(address creditor => uint32) internal creditorIdOf;
    mapping(uint32 creditorId => CreditorTerms) internal terms_;
    /// @dev One byte a class: how many listings it has.
    mapping(uint32 creditorId => uint256) private listed;
    /// @dev One bit a collateral id.
    mapping(uint32 creditorId => uint256) private closed;

    function register(CreditorTerms calldata terms) external override returns (uint32 creditorId) {
        if (creditorIdOf[msg.sender] != 0) revert AlreadyRegistered(msg.sender);
        requireCreditorTerms(terms);
        creditorId = ++creditorCount;
        creditorOf[creditorId] = msg.sender;
        creditorIdOf[msg.sender] = creditorId;
        terms_[creditorId] = terms;
        emit CreditorRegistered(creditorId, msg.sender, terms);
    }

    function list(CollateralTerms calldata terms)
        external
        override
        returns (CollateralId collateralId)
    {
        uint32 creditorId = requireCreditor();
        requireCollateralTerms(terms);
        collateralId = nextId(creditorId, terms.riskClass);
        Listing memory item = compose(terms_[creditorId], terms);
        Listings.write(creditorId, collateralId, item);
        emit CollateralListed(creditorId, collateralId, item);
    }

    function closeListing(CollateralId collateralId) external override {
        uint32 creditorId = requireCreditor();
        readListing(creditorId, collateralId);
        closed[creditorId] |= 1 << CollateralId.unwrap(collateralId);
        emit ListingClosed(creditorId, collateralId);
    }

    function creditorTerms(uint32 creditorId)
        external
        view
        override
        returns (CreditorTerms memory)
    {
        return terms_[creditorId];
    }

    function listing(uint32 creditorId, CollateralId collateralId)
        external
        view
        override
        returns (Listing memory)
    {
        return readListing(creditorId, collateralId)[0];
    }

    function isListingClosed(uint32 creditorId, CollateralId collateralId)
        public
        view
        override
        returns (bool)
    {
        return (closed[creditorId] >> CollateralId.unwrap(collateralId)) & 1 == 1;
    }

    /// @dev In an array of one; see `Listings.read`.
    function readListing(uint32 creditorId, CollateralId collateralId)
        internal
        view
        returns (Listing[] memory one)
    {
        one = Listings.read(creditorId, collateralId);
        if (one[0].creditor == address(0)) revert UnknownListing(creditorId, collateralId);
    }

    function requireCreditor() private view returns (uint32 creditorId) {
        creditorId = creditorIdOf[msg.sender];
        if (creditorId == 0) revert NotACreditor(msg.sender);
    }

    function nextId(uint32 creditorId, uint256 riskClass) private returns (CollateralId) {
        uint256 shift = riskClass * 8;
        uint256 ordinal = ((listed[creditorId] >> shift) & 0xff) + 1;
        if (ordinal > LISTINGS_PER_CLASS) revert TooManyListings(riskClass, LISTINGS_PER_CLASS);
        listed[creditorId] += 1 << shift;
        return CollateralIds.make(ordinal, riskClass);
    }

    function requireCreditorTerms(CreditorTerms calldata terms) private view {
        requireRange(0, terms.loanToken.code.length, 1, type(uint256).max);
        requireRange(1, terms.minDebt, 1, type(uint96).max);
        requireRange(2, terms.callFee, 0, terms.minDebt / 100);
        requireRange(3, terms.cureWindow, 1 hours, 30 days);
        requireRange(4, terms.ramp, 1 minutes, 7 days);
        requireRange(5, terms.lapse, terms.ramp, 30 days);
    }

    function requireRange(uint8 field, uint256 seen, uint256 least, uint256 most) private pure {
        if (seen < least || seen > most) revert CreditorTermOutOfRange(field, seen, least, most);
    }

    /// @dev `(1 + maxBonus / slope) * (1 + maxBonus) * liquidationLtv <= 1`: a hard sale then
    ///      lowers `debt / limit`, whatever else the loan holds, so that none of its pieces earns a
    ///      larger bonus than the one before. That `(1 + maxBonus) * targetLtv < 1` follows.
    ///      Worked: 5 %, slope 1, 80 %: 1.05 * 1.05 * 0.8 = 0.882.
    function requireCollateralTerms(CollateralTerms calldata terms) private view {
        Ladder calldata l = terms.ladder;
        if (
            l.openLtvBps == 0 || l.openLtvBps > l.targetLtvBps || l.targetLtvBps > l.clearLtvBps
                || l.openLtvBps == l.clearLtvBps || l.clearLtvBps >= l.callLtvBps
                || l.callLtvBps >= l.liquidationLtvBps || l.liquidationLtvBps >= BPS
        ) {
            revert LadderOutOfOrder(
                l.openLtvBps, l.targetLtvBps, l.clearLtvBps, l.callLtvBps, l.liquidationLtvBps
            );
        }
        if (
            (uint256(terms.slopeBps) + terms.maxBonusBps) * (BPS + terms.maxBonusBps)
                        * l.liquidationLtvBps > terms.slopeBps * BPS * BPS
                || terms.floorBonusBps > terms.maxBonusBps || terms.slopeBps > MAX_SLOPE_BPS
        ) {
            revert BonusOutOfRange(
                terms.maxBonusBps, terms.floorBonusBps, terms.slopeBps, l.liquidationLtvBps
            );
        }
        if (terms.riskClass >= RISK_CLASSES) {
            revert RiskClassOutOfRange(terms.riskClass, RISK_CLASSES - 1);
        }
        if (terms.collateral.code.length == 0) revert NoCode(terms.collateral);
        if (terms.oracle.code.length == 0) revert NoCode(terms.oracle);
        // Within the gas that a call and a repayment give it, or no loan could be called for price.
        (uint256 low, uint256 high) =
            IPriceOracle(terms.oracle).bounds{gas: Valuation.ORACLE_GAS}();
        if (low == 0 || low > high) revert OracleUnusable(terms.oracle, low, high);
    }

    function compose(CreditorTerms storage creditor, CollateralTerms calldata terms)
        private
        view
        returns (Listing memory item)
    {
        item.collateral = terms.collateral;
        item.oracle = terms.oracle;
        item.creditor = msg.sender;
        item.loanToken = creditor.loanToken;
        item.minDebt = creditor.minDebt;
        item.callFee = creditor.callFee;
        item.openLtvBps = terms.ladder.openLtvBps;
        item.targetLtvBps = terms.ladder.targetLtvBps;
        item.clearLtvBps = terms.ladder.clearLtvBps;
        item.callLtvBps = terms.ladder.callLtvBps;
        item.liquidationLtvBps = terms.ladder.liquidationLtvBps;
        item.maxBonusBps = terms.maxBonusBps;
        item.floorBonusBps = terms.floorBonusBps;
        item.slopeBps = terms.slopeBps;
        item.cureWindow = creditor.cureWindow;
        item.ramp = creditor.ramp;
        item.lapse = creditor.lapse;
    }
}
