// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RateConfig} from "../../src/credit/rates/KinkedRate.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {CreditorTerms} from "../../src/types/Terms.sol";
import {Act} from "./Errors.sol";
import {Market} from "./Market.sol";
import {Kind} from "./Probe.sol";
import {Dice, Setup} from "./Setup.sol";
import {View} from "./Shadow.sol";

/// @notice Rights given and taken, and what is tried without them.
abstract contract Trespass is Market {
    bytes32 private constant SET_OPERATOR = keccak256(
        "SetOperator(address borrower,address operator,uint8 rights,uint40 expiry,"
        "uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant DOMAIN = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );

    mapping(address => bool) private registered;

    constructor(Setup memory s) Market(s) {}

    function setOperator(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        uint256 who = dice.roll(4);
        address operator = dice.oneIn(20) ? address(0) : anyOther(dice);
        (uint8 rights, uint40 expiry) = anyRights(dice);
        bytes memory data;
        bool valid = operator != address(0);
        Kind kind = Kind.Operator;
        address sender = borrowers[who];
        if (dice.oneIn(2)) {
            uint256 deadline = dice.oneIn(8) ? time - 1 : time + dice.roll(3);
            uint256 signer = dice.oneIn(8) ? (who + 1) % 4 : who;
            valid = valid && deadline >= time && signer == who;
            data = signed(who, signer, operator, rights, expiry, deadline);
            (kind, sender) = (Kind.OperatorBySignature, stranger);
        } else {
            data = abi.encodeCall(book.setOperator, (operator, rights, expiry));
        }
        (bool ok,) = attempt(Act.Operator, sender, address(book), data);
        assertEq(ok, valid, "invariant 25: rights are given by the borrower alone");
        if (ok) {
            (uint8 got, uint40 until) = book.operatorOf(borrowers[who], operator);
            assertTrue(got == rights && until == expiry, "invariant 25: rights as given");
            did(kind);
            if (kind == Kind.OperatorBySignature) {
                (ok,) = attempt(Act.Operator, sender, address(book), data);
                assertFalse(ok, "invariant 25: a signature is good once");
            }
        }
        settleAct(0);
    }

    function signed(
        uint256 who,
        uint256 signer,
        address operator,
        uint8 rights,
        uint40 expiry,
        uint256 deadline
    ) private view returns (bytes memory) {
        address borrower = borrowers[who];
        bytes32 domain = keccak256(
            abi.encode(
                DOMAIN,
                keccak256("Hypothec LoanBook"),
                keccak256("1"),
                block.chainid,
                address(book)
            )
        );
        bytes32 message = keccak256(
            abi.encode(
                SET_OPERATOR, borrower, operator, rights, expiry, book.nonces(borrower), deadline
            )
        );
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(keys[signer], keccak256(abi.encodePacked("\x19\x01", domain, message)));
        return abi.encodeCall(
            book.setOperatorBySignature,
            (borrower, operator, rights, expiry, deadline, abi.encodePacked(r, s, v))
        );
    }

    function anyOther(Dice memory dice) private view returns (address) {
        return dice.oneIn(2) ? stranger : borrowers[dice.roll(4)];
    }

    function anyRights(Dice memory dice) private view returns (uint8 rights, uint40 expiry) {
        rights = uint8(dice.roll(8));
        expiry = uint40(time + dice.roll(3 days));
    }

    /// @dev Everything that is not for a stranger, one attempt at a time; none may succeed.
    function trespass(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        uint256 k = pick(dice);
        View memory a = before(k);
        uint256 choice = dice.roll(15);
        address thief = dice.oneIn(2) ? liquidators[0] : lenders[dice.roll(3)];
        address target = choice < 4 ? address(book) : address(pool);
        bytes memory data = choice < 6
            ? towardsLoans(choice, a, idOf(k), thief)
            : choice < 11 ? towardsCredit(choice, a, idOf(k), thief) : towardsSettings(choice);
        (bool ok,) = attempt(Act.Stranger, thief, target, data);
        assertFalse(ok, "invariant 25: a stranger did what is not theirs");
        View memory b = afterwards(k);
        assertEq(hashOf(a.item), hashOf(b.item), "invariant 25: a refused act changes a loan");
        settleAct(0);
    }

    /// @dev Anyone may become a creditor: that gives no hold on another's listings.
    function register(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        address newcomer = address(uint160(dice.roll(1 << 160)));
        CreditorTerms memory terms = book.creditorTerms(creditor);
        bytes memory data = abi.encodeCall(book.register, (terms));
        (bool ok,) = attempt(Act.Stranger, newcomer, address(book), data);
        assertEq(ok, !registered[newcomer], "invariant 25: anyone may register once");
        registered[newcomer] = true;
        (ok,) = attempt(Act.Stranger, newcomer, address(book), data);
        assertFalse(ok, "invariant 25: registered twice");
        CollateralId id = listed[dice.roll(listed.length)];
        bool closed = book.isListingClosed(creditor, id);
        data = abi.encodeCall(book.closeListing, (id));
        (ok,) = attempt(Act.Stranger, newcomer, address(book), data);
        assertFalse(ok, "invariant 25: a listing that another creditor closes");
        assertEq(book.isListingClosed(creditor, id), closed, "invariant 14: a listing's state");
        settleAct(0);
        did(Kind.Register);
    }

    function towardsLoans(uint256 choice, View memory a, LoanId id, address thief)
        private
        view
        returns (bytes memory)
    {
        CollateralId held = a.item.count == 0 ? listed[0] : a.item.ids[0];
        if (choice == 0) return abi.encodeCall(book.withdraw, (id, held, 1, thief));
        if (choice == 1) return abi.encodeCall(book.draw, (id, 1, thief));
        if (choice == 2) return abi.encodeCall(book.closeListing, (held));
        if (choice == 3) return abi.encodeCall(book.list, (termsOf(0)));
        // Another lender's shares, without an allowance.
        address owner = lenders[0] == thief ? lenders[1] : lenders[0];
        if (choice == 4) return abi.encodeCall(pool.withdraw, (1, thief, owner));
        return abi.encodeCall(pool.transferFrom, (owner, thief, 1));
    }

    function towardsCredit(uint256 choice, View memory a, LoanId id, address thief)
        private
        view
        returns (bytes memory)
    {
        CollateralId held = a.item.count == 0 ? listed[0] : a.item.ids[0];
        uint256 units = a.item.units;
        if (choice == 6) return abi.encodeCall(pool.draw, (id, held, units, 1, thief));
        if (choice == 7) return abi.encodeCall(pool.repay, (id, held, units, 1));
        if (choice == 8) {
            return abi.encodeCall(pool.reclassify, (id, held, listed[0], units, false));
        }
        if (choice == 9) return abi.encodeCall(pool.payCallFee, (id, held, units, 1, thief));
        return abi.encodeCall(pool.writeOff, (id, held, units));
    }

    function towardsSettings(uint256 choice) private view returns (bytes memory) {
        if (choice == 11) return abi.encodeCall(pool.setLimits, (listed[0], 1, 1));
        if (choice == 12) return abi.encodeCall(pool.setRates, (RateConfig(0, 0, 0, 1, 0)));
        if (choice == 13) return abi.encodeCall(pool.setPremium, (1, 1));
        return abi.encodeCall(pool.listCollateral, (termsOf(0), 1, 1));
    }
}
