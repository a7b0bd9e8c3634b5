// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookEvents} from "../../src/interfaces/ILoanBook.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {CallReason, Loan} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {CreditorTerms, Listing} from "../../src/types/Terms.sol";
import {PoolRebuilder} from "./PoolRebuilder.sol";
import {Vm} from "./Vm.sol";

/// @notice The book's state from its events and block times alone, the order of holdings by its
///         rule. Tells the pool's rebuilder what each event of a loan did to the pool.
contract BookRebuilder {
    struct Approval {
        uint8 rights;
        uint40 expiry;
    }

    PoolRebuilder public immutable POOL;

    uint32 public creditorCount;
    mapping(uint32 creditorId => address) public creditorOf;
    mapping(uint32 creditorId => CreditorTerms) internal terms;
    mapping(uint32 creditorId => mapping(CollateralId => Listing)) internal listings;
    mapping(uint32 creditorId => mapping(CollateralId => bool)) public isClosed;
    mapping(address borrower => mapping(address operator => Approval)) public approvals;
    mapping(address borrower => uint256) public nonces;
    mapping(LoanId id => Loan) internal loans;

    /// @dev A sale took the last of the first collateral: the next move of the debt is its own, and
    ///      no new debt in the sense of the limits.
    mapping(LoanId id => bool) private soldOut;
    uint256 private now_;

    constructor(PoolRebuilder pool) {
        POOL = pool;
    }

    function tell(uint256 time) external {
        now_ = time;
    }

    function loan(LoanId id) external view returns (Loan memory) {
        return loans[id];
    }

    function creditorTerms(uint32 creditorId) external view returns (CreditorTerms memory) {
        return terms[creditorId];
    }

    function listing(uint32 creditorId, CollateralId id) external view returns (Listing memory) {
        return listings[creditorId][id];
    }

    function apply_(Vm.Log calldata log) external {
        bytes32 kind = log.topics[0];
        if (kind == ILoanBookEvents.CreditorRegistered.selector) {
            register(log);
        } else if (kind == ILoanBookEvents.CollateralListed.selector) {
            listings[uint32(uint256(log.topics[1]))][kindOf(log)] = abi.decode(log.data, (Listing));
        } else if (kind == ILoanBookEvents.ListingClosed.selector) {
            isClosed[uint32(uint256(log.topics[1]))][kindOf(log)] = true;
        } else if (kind == ILoanBookEvents.OperatorApproved.selector) {
            (uint8 rights, uint40 expiry) = abi.decode(log.data, (uint8, uint40));
            approvals[who(log, 1)][who(log, 2)] = Approval(rights, expiry);
        } else if (kind == ILoanBookEvents.NonceUsed.selector) {
            nonces[who(log, 1)] = abi.decode(log.data, (uint256)) + 1;
        } else {
            applyToLoan(log, LoanId.wrap(log.topics[1]));
        }
    }

    function register(Vm.Log calldata log) private {
        creditorCount++;
        creditorOf[uint32(uint256(log.topics[1]))] = who(log, 2);
        terms[uint32(uint256(log.topics[1]))] = abi.decode(log.data, (CreditorTerms));
        if (creditorCount == 1) POOL.begin();
    }

    function applyToLoan(Vm.Log calldata log, LoanId id) private {
        bytes32 kind = log.topics[0];
        Loan memory item = loans[id];
        if (kind == ILoanBookEvents.Pledged.selector) {
            pledged(item, kindOf(log), abi.decode(log.data, (uint256)));
        } else if (kind == ILoanBookEvents.Withdrawn.selector) {
            (, uint256 amount) = abi.decode(log.data, (address, uint256));
            taken(item, indexOf(item, kindOf(log)), amount);
            if (item.units != 0) date(item);
        } else if (kind == ILoanBookEvents.Drawn.selector) {
            (, uint256 amount, uint256 units) = abi.decode(log.data, (address, uint256, uint256));
            POOL.draw(item.ids[0], units - item.units, amount);
            item.units = units;
            date(item);
        } else if (kind == ILoanBookEvents.Repaid.selector) {
            (uint256 repaid, uint256 units) = abi.decode(log.data, (uint256, uint256));
            POOL.repay(item.ids[0], item.units - units, repaid);
            item.units = units;
        } else if (kind == ILoanBookEvents.Reclassified.selector) {
            reclassified(log, id, item);
        } else if (kind == ILoanBookEvents.Cleared.selector) {
            date(item);
        } else if (kind == ILoanBookEvents.Called.selector) {
            called(log, item);
        } else if (kind == ILoanBookEvents.Liquidated.selector) {
            liquidated(log, id, item);
        } else if (kind == ILoanBookEvents.WrittenOff.selector) {
            POOL.repay(item.ids[0], item.units, 0);
            item.units = 0;
        }
        if (item.units == 0) {
            (item.since, item.called, item.reason) = (0, false, CallReason.Price);
        }
        loans[id] = item;
    }

    function date(Loan memory item) private view {
        (item.since, item.called, item.reason) = (now_, false, CallReason.Price);
    }

    function called(Vm.Log calldata log, Loan memory item) private {
        (CallReason reason,, uint256 fee, uint256 units) =
            abi.decode(log.data, (CallReason, uint256, uint256, uint256));
        POOL.payFee(item.ids[0], units - item.units, fee);
        (item.since, item.called, item.reason, item.units) = (now_, true, reason, units);
    }

    function liquidated(Vm.Log calldata log, LoanId id, Loan memory item) private {
        (uint256 repaid, uint256 seized,,, uint256 units) =
            abi.decode(log.data, (uint256, uint256, uint256, uint256, uint256));
        POOL.repay(item.ids[0], item.units - units, repaid);
        item.units = units;
        soldOut[id] = item.amounts[0] == seized && item.count > 1 && units != 0;
        taken(item, 0, seized);
    }

    function reclassified(Vm.Log calldata log, LoanId id, Loan memory item) private {
        (CollateralId from, CollateralId to, uint256 units) =
            abi.decode(log.data, (CollateralId, CollateralId, uint256));
        POOL.reclassify(from, to, item.units, units, !soldOut[id]);
        soldOut[id] = false;
        item.units = units;
    }

    // The order of holdings, by its rule

    function indexOf(Loan memory item, CollateralId id) private pure returns (uint256 i) {
        while (i < item.count && item.ids[i] != id) i++;
    }

    function pledged(Loan memory item, CollateralId id, uint256 amount) private pure {
        uint256 i = indexOf(item, id);
        if (i == item.count) {
            (item.ids[i], item.amounts[i]) = (id, 0);
            item.count++;
            if (i != 0 && id.riskClass() > item.ids[0].riskClass()) {
                toFront(item, i);
                i = 0;
            }
        }
        item.amounts[i] += amount;
    }

    function taken(Loan memory item, uint256 i, uint256 amount) private pure {
        item.amounts[i] -= amount;
        if (item.amounts[i] != 0) return;
        bool first = i == 0;
        for (item.count--; i < item.count; i++) {
            (item.ids[i], item.amounts[i]) = (item.ids[i + 1], item.amounts[i + 1]);
        }
        (item.ids[i], item.amounts[i]) = (CollateralId.wrap(0), 0);
        if (!first || item.count == 0) return;
        uint256 riskiest = 0;
        for (uint256 k = 1; k < item.count; k++) {
            if (item.ids[k].riskClass() > item.ids[riskiest].riskClass()) riskiest = k;
        }
        toFront(item, riskiest);
    }

    function toFront(Loan memory item, uint256 i) private pure {
        (CollateralId id, uint256 amount) = (item.ids[i], item.amounts[i]);
        for (; i > 0; i--) {
            (item.ids[i], item.amounts[i]) = (item.ids[i - 1], item.amounts[i - 1]);
        }
        (item.ids[0], item.amounts[0]) = (id, amount);
    }

    function kindOf(Vm.Log calldata log) private pure returns (CollateralId) {
        return CollateralId.wrap(uint8(uint256(log.topics[2])));
    }

    function who(Vm.Log calldata log, uint256 i) private pure returns (address) {
        return address(uint160(uint256(log.topics[i])));
    }
}
