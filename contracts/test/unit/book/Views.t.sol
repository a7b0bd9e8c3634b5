// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBook} from "../../../src/interfaces/ILoanBook.sol";
import {CallReason, Loan} from "../../../src/types/Loan.sol";
import {LoanId, LoanIds} from "../../../src/types/LoanId.sol";
import {BookTest} from "../../utils/BookTest.sol";

contract ViewsTest is BookTest {
    function test_loan_isZeroWhereThereIsNone() public view {
        Loan memory item = book.loan(loanOf(carol, 5));
        assertEq(item.units, 0);
        assertEq(item.since, 0);
        assertFalse(item.called);
        assertTrue(item.reason == CallReason.Price);
        assertEq(item.count, 0);
        for (uint256 i = 0; i < 8; i++) {
            assertTrue(item.ids[i].isNone());
            assertEq(item.amounts[i], 0);
        }
    }

    function test_loan_showsEveryField() public {
        LoanId id = called();
        vm.prank(alice);
        book.pledge(id, altId, 3);
        Loan memory item = book.loan(id);
        assertEq(item.units, 30_000 * USD);
        assertEq(item.since, time());
        assertTrue(item.called);
        assertEq(item.count, 2);
        assertTrue(item.ids[0] == altId && item.ids[1] == btcId);
        assertEq(item.amounts[0], 3);
        assertEq(item.amounts[1], BTC);
    }

    /// @dev One loan with one collateral is one word.
    function test_loan_isOneWord() public {
        LoanId id = loanOf(alice, 1);
        vm.record();
        vm.prank(alice);
        book.pledge(id, btcId, BTC);
        (, bytes32[] memory writes) = vm.accesses(address(book));
        assertEq(writes.length, 1);
    }

    function test_loanId_saysWhoseAndWithWhom() public view {
        LoanId id = LoanIds.make(alice, 7, 9);
        assertEq(id.borrower(), alice);
        assertEq(id.creditorId(), 7);
        assertEq(id.number(), 9);
        assertEq(
            LoanId.unwrap(id),
            bytes32((uint256(uint160(alice)) << 96) | (uint256(7) << 64) | uint256(9))
        );
    }

    function test_views_beforeAnything() public view {
        assertEq(book.nonces(carol), 0);
        (uint8 rights, uint40 expiry) = book.operatorOf(carol, bob);
        assertEq(rights, 0);
        assertEq(expiry, 0);
        assertEq(book.sequencerFeed(), address(0));
        assertEq(book.creditorOf(77), address(0));
        assertEq(book.creditorTerms(77).loanToken, address(0));
        assertFalse(book.isListingClosed(77, btcId));
    }

    /// @dev No owner, no pause, no upgrade: what the interface names is all there is.
    function test_book_hasNoPrivilegedFunctions() public {
        bytes4[8] memory absent = [
            bytes4(keccak256("owner()")),
            bytes4(keccak256("pause()")),
            bytes4(keccak256("upgradeTo(address)")),
            bytes4(keccak256("upgradeToAndCall(address,bytes)")),
            bytes4(keccak256("transferOwnership(address)")),
            bytes4(keccak256("sweep(address)")),
            bytes4(keccak256("setAuthority(address)")),
            bytes4(keccak256("initialize()"))
        ];
        for (uint256 i = 0; i < absent.length; i++) {
            (bool ok,) = address(book).call(abi.encodeWithSelector(absent[i], address(this), ""));
            assertFalse(ok);
        }
        (bool paid,) = address(book).call{value: 0}(abi.encodeCall(ILoanBook.creditorCount, ()));
        assertTrue(paid);
    }

    function test_book_takesNoNativeCoin() public {
        vm.deal(address(this), 1 ether);
        (bool ok,) = address(book).call{value: 1}("");
        assertFalse(ok);
    }
}
