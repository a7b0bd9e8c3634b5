// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors, ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {CreditorTerms} from "../../../src/types/Terms.sol";
import {BookTest} from "../../utils/BookTest.sol";

/// @notice Anyone may become a creditor, once, within the bounds of the terms. The fixture's pool
///         is creditor 1.
contract RegistryTest is BookTest {
    address internal creditor;

    function setUp() public override {
        super.setUp();
        creditor = makeAddr("creditor");
    }

    function register(CreditorTerms memory terms) internal returns (uint32) {
        vm.prank(creditor);
        return book.register(terms);
    }

    function expectOutOfRange(uint8 field, uint256 seen, uint256 least, uint256 most) internal {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.CreditorTermOutOfRange.selector, field, seen, least, most
            )
        );
    }

    function test_register_countsUpAndEmits() public {
        CreditorTerms memory terms = creditorTerms();
        vm.expectEmit(address(book));
        emit ILoanBookEvents.CreditorRegistered(2, creditor, terms);
        assertEq(register(terms), 2);
        assertEq(book.creditorCount(), 2);
        assertEq(book.creditorOf(2), creditor);
        assertEq(book.creditorOf(1), address(pool));
        assertEq(abi.encode(book.creditorTerms(2)), abi.encode(terms));
    }

    function test_register_numbersBeginAtOne() public view {
        assertEq(book.creditorOf(0), address(0));
        assertEq(pool.creditorId(), 1);
    }

    function test_register_revertsWhen_Again() public {
        register(creditorTerms());
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.AlreadyRegistered.selector, creditor)
        );
        register(creditorTerms());
    }

    function test_register_revertsWhen_LoanTokenHasNoCode() public {
        CreditorTerms memory terms = creditorTerms();
        terms.loanToken = makeAddr("nobody");
        expectOutOfRange(0, 0, 1, MAX);
        register(terms);
    }

    function test_register_minDebtBounds() public {
        CreditorTerms memory terms = creditorTerms();
        (terms.minDebt, terms.callFee) = (0, 0);
        expectOutOfRange(1, 0, 1, type(uint96).max);
        register(terms);
        terms.minDebt = uint256(type(uint96).max) + 1;
        expectOutOfRange(1, terms.minDebt, 1, type(uint96).max);
        register(terms);
        terms.minDebt = type(uint96).max;
        register(terms);
        assertEq(book.creditorTerms(2).minDebt, type(uint96).max);
    }

    function test_register_minDebtOfOne() public {
        CreditorTerms memory terms = creditorTerms();
        terms.minDebt = 1;
        assertEq(register(terms), 2);
    }

    /// @dev At most 1 % of the minimum debt, rounded down.
    function test_register_callFeeBounds() public {
        CreditorTerms memory terms = creditorTerms();
        terms.minDebt = 199;
        terms.callFee = 2;
        expectOutOfRange(2, 2, 0, 1);
        register(terms);
        terms.callFee = 1;
        register(terms);
        assertEq(book.creditorTerms(2).callFee, 1);
    }

    function test_register_cureWindowBounds() public {
        CreditorTerms memory terms = creditorTerms();
        terms.cureWindow = 1 hours - 1;
        expectOutOfRange(3, 1 hours - 1, 1 hours, 30 days);
        register(terms);
        terms.cureWindow = 30 days + 1;
        expectOutOfRange(3, 30 days + 1, 1 hours, 30 days);
        register(terms);
        terms.cureWindow = 1 hours;
        assertEq(register(terms), 2);
        creditor = makeAddr("another");
        terms.cureWindow = 30 days;
        assertEq(register(terms), 3);
    }

    function test_register_rampBounds() public {
        CreditorTerms memory terms = creditorTerms();
        terms.lapse = 30 days;
        terms.ramp = 1 minutes - 1;
        expectOutOfRange(4, 59, 1 minutes, 7 days);
        register(terms);
        terms.ramp = 7 days + 1;
        expectOutOfRange(4, 7 days + 1, 1 minutes, 7 days);
        register(terms);
        terms.ramp = 1 minutes;
        assertEq(register(terms), 2);
        creditor = makeAddr("another");
        terms.ramp = 7 days;
        assertEq(register(terms), 3);
    }

    /// @dev The call is in force until the bonus has grown in full.
    function test_register_lapseBounds() public {
        CreditorTerms memory terms = creditorTerms();
        terms.lapse = terms.ramp - 1;
        expectOutOfRange(5, 1 hours - 1, 1 hours, 30 days);
        register(terms);
        terms.lapse = 30 days + 1;
        expectOutOfRange(5, 30 days + 1, 1 hours, 30 days);
        register(terms);
        terms.lapse = terms.ramp;
        assertEq(register(terms), 2);
        creditor = makeAddr("another");
        terms.lapse = 30 days;
        assertEq(register(terms), 3);
    }
}
