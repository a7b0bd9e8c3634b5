// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors, ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {LoanBook} from "../../../src/LoanBook.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {BookTest} from "../../utils/BookTest.sol";
import {TestWallet} from "../../utils/TestWallet.sol";

/// @notice Who may act for a borrower: by transaction, by signature, until when.
contract OperatorsTest is BookTest {
    bytes32 internal constant TYPEHASH = keccak256(
        "SetOperator(address borrower,address operator,uint8 rights,uint40 expiry,uint256 nonce,"
        "uint256 deadline)"
    );

    struct Approval {
        address borrower;
        address operator;
        uint8 rights;
        uint40 expiry;
        uint256 nonce;
        uint256 deadline;
    }

    uint256 internal key;
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        (, key) = makeAddrAndKey("alice");
        id = loanOf(alice, 1);
    }

    function digestFor(address book_, Approval memory a) internal view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256(
                    "EIP712Domain(string name,string version,uint256 chainId,address "
                    "verifyingContract)"
                ),
                keccak256("Hypothec LoanBook"),
                keccak256("1"),
                block.chainid,
                book_
            )
        );
        bytes32 content = keccak256(
            abi.encode(TYPEHASH, a.borrower, a.operator, a.rights, a.expiry, a.nonce, a.deadline)
        );
        return keccak256(abi.encodePacked("\x19\x01", domain, content));
    }

    function signed(Approval memory a) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digestFor(address(book), a));
        return abi.encodePacked(r, s, v);
    }

    function bobsApproval() internal view returns (Approval memory) {
        return Approval(alice, bob, 7, uint40(time() + 1 days), 0, time() + 1 hours);
    }

    function submit(Approval memory a, bytes memory signature) internal {
        book.setOperatorBySignature(
            a.borrower, a.operator, a.rights, a.expiry, a.deadline, signature
        );
    }

    function expectInvalid() internal {
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.InvalidSignature.selector, alice));
    }

    function assertApproved(address operator, uint8 rights, uint40 expiry) internal view {
        (uint8 seenRights, uint40 seenExpiry) = book.operatorOf(alice, operator);
        assertEq(seenRights, rights, "rights");
        assertEq(seenExpiry, expiry, "expiry");
    }

    // By transaction

    function test_setOperator_storesAndEmits() public {
        vm.expectEmit(address(book));
        emit ILoanBookEvents.OperatorApproved(alice, bob, 5, 2_000_000_000);
        vm.prank(alice);
        book.setOperator(bob, 5, 2_000_000_000);
        assertApproved(bob, 5, 2_000_000_000);
        (uint8 rights,) = book.operatorOf(bob, alice);
        assertEq(rights, 0, "not the other way round");
    }

    function test_setOperator_replacesWhatWas() public {
        allow(7);
        vm.prank(alice);
        book.setOperator(bob, 0, 0);
        assertApproved(bob, 0, 0);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.NotAllowed.selector, bob, id, uint8(1))
        );
        vm.prank(bob);
        book.pledge(id, btcId, BTC);
    }

    function test_setOperator_revertsWhen_NoOperator() public {
        vm.expectRevert(ILoanBookErrors.ZeroAddress.selector);
        vm.prank(alice);
        book.setOperator(address(0), 7, type(uint40).max);
    }

    /// @dev Good through the second of its expiry.
    function test_setOperator_untilItsExpiry() public {
        uint40 expiry = uint40(time() + 100);
        vm.prank(alice);
        book.setOperator(bob, 1, expiry);
        vm.warp(expiry);
        vm.prank(bob);
        book.pledge(id, btcId, BTC);
        vm.warp(expiry + 1);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.NotAllowed.selector, bob, id, uint8(1))
        );
        vm.prank(bob);
        book.pledge(id, ethId, ETHER);
    }

    /// @dev Each right alone: 1 pledges a new kind, 2 draws, 4 withdraws, and nothing else.
    function test_setOperator_eachRightIsItsOwn() public {
        vm.startPrank(alice);
        book.open(id, btcId, BTC, 1_000 * USD, alice);
        vm.stopPrank();
        for (uint8 rights = 0; rights < 8; rights++) {
            allow(rights);
            assertRight(rights, 1, abi.encodeCall(book.pledge, (id, ethId, 1)));
            assertRight(rights, 2, abi.encodeCall(book.draw, (id, 1, bob)));
            assertRight(rights, 4, abi.encodeCall(book.withdraw, (id, btcId, 1, bob)));
        }
    }

    function assertRight(uint8 rights, uint8 right, bytes memory action) internal {
        uint256 snapshot = vm.snapshotState();
        vm.prank(bob);
        (bool ok, bytes memory result) = address(book).call(action);
        assertEq(ok, rights & right != 0);
        if (!ok) {
            assertEq(
                result, abi.encodeWithSelector(ILoanBookErrors.NotAllowed.selector, bob, id, right)
            );
        }
        vm.revertToState(snapshot);
    }

    /// @dev An operator of one borrower is a stranger to another.
    function test_setOperator_forOneBorrowerOnly() public {
        allow(7);
        LoanId carols = loanOf(carol, 1);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.NotAllowed.selector, bob, carols, uint8(1))
        );
        vm.prank(bob);
        book.pledge(carols, btcId, BTC);
    }

    // By signature

    function test_setOperatorBySignature_byAnyone() public {
        Approval memory a = bobsApproval();
        bytes memory signature = signed(a);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.NonceUsed(alice, 0);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.OperatorApproved(alice, bob, 7, a.expiry);
        vm.prank(carol);
        submit(a, signature);
        assertApproved(bob, 7, a.expiry);
        assertEq(book.nonces(alice), 1);
    }

    function test_setOperatorBySignature_untilItsDeadline() public {
        Approval memory a = bobsApproval();
        bytes memory signature = signed(a);
        vm.warp(a.deadline + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.SignatureExpired.selector, a.deadline, a.deadline + 1
            )
        );
        submit(a, signature);
        vm.warp(a.deadline);
        submit(a, signature);
        assertApproved(bob, 7, a.expiry);
    }

    function test_setOperatorBySignature_revertsWhen_UsedTwice() public {
        Approval memory a = bobsApproval();
        bytes memory signature = signed(a);
        submit(a, signature);
        expectInvalid();
        submit(a, signature);
        a.nonce = 1;
        submit(a, signed(a));
        assertEq(book.nonces(alice), 2);
    }

    /// @dev A newer signature used first makes an older one void.
    function test_setOperatorBySignature_revertsWhen_NonceIsAhead() public {
        Approval memory a = bobsApproval();
        a.nonce = 1;
        bytes memory signature = signed(a);
        expectInvalid();
        submit(a, signature);
        assertEq(book.nonces(alice), 0, "a refused one uses nothing up");
    }

    function test_setOperatorBySignature_revertsWhen_AnyFieldDiffers() public {
        bytes memory signature = signed(bobsApproval());
        Approval[4] memory other = [bobsApproval(), bobsApproval(), bobsApproval(), bobsApproval()];
        other[0].operator = carol;
        other[1].rights = 3;
        other[2].expiry += 1;
        other[3].deadline += 1;
        for (uint256 i = 0; i < 4; i++) {
            expectInvalid();
            submit(other[i], signature);
        }
    }

    function test_setOperatorBySignature_revertsWhen_AnotherSigned() public {
        (, key) = makeAddrAndKey("bob");
        Approval memory a = bobsApproval();
        bytes memory signature = signed(a);
        expectInvalid();
        submit(a, signature);
    }

    function test_setOperatorBySignature_revertsOnAnotherChain() public {
        Approval memory a = bobsApproval();
        bytes memory signature = signed(a);
        vm.chainId(block.chainid + 1);
        expectInvalid();
        submit(a, signature);
    }

    function test_setOperatorBySignature_revertsOnAnotherBook() public {
        Approval memory a = bobsApproval();
        bytes memory signature = signed(a);
        book = new LoanBook(address(0));
        expectInvalid();
        submit(a, signature);
    }

    /// @dev The twin of a signature with a high `s` passes the curve but shares its nonce: used
    ///      once, it is used.
    function test_setOperatorBySignature_aTwinCannotBeUsedAgain() public {
        Approval memory a = bobsApproval();
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digestFor(address(book), a));
        uint256 order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
        bytes memory twin = abi.encodePacked(r, bytes32(order - uint256(s)), v == 27 ? 28 : 27);
        submit(a, abi.encodePacked(r, s, v));
        expectInvalid();
        submit(a, twin);
    }

    function test_setOperatorBySignature_revertsWhen_Malformed() public {
        bytes[3] memory malformed = [bytes(""), new bytes(64), new bytes(65)];
        for (uint256 i = 0; i < 3; i++) {
            expectInvalid();
            submit(bobsApproval(), malformed[i]);
        }
    }

    /// @dev Address zero has no key, and a signature that recovers to nothing is none.
    function test_setOperatorBySignature_revertsWhen_BorrowerIsZero() public {
        Approval memory a = bobsApproval();
        a.borrower = address(0);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.InvalidSignature.selector, address(0))
        );
        submit(a, new bytes(65));
    }

    function test_setOperatorBySignature_revertsWhen_NoOperator() public {
        Approval memory a = bobsApproval();
        a.operator = address(0);
        bytes memory signature = signed(a);
        vm.expectRevert(ILoanBookErrors.ZeroAddress.selector);
        submit(a, signature);
    }

    // ERC-1271

    function test_setOperatorBySignature_byAContractWallet() public {
        TestWallet wallet = new TestWallet(alice);
        Approval memory a = bobsApproval();
        a.borrower = address(wallet);
        submit(a, signed(a));
        (uint8 rights,) = book.operatorOf(address(wallet), bob);
        assertEq(rights, 7);
        wallet.setOwner(carol);
        a.nonce = 1;
        bytes memory signature = signed(a);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.InvalidSignature.selector, address(wallet))
        );
        submit(a, signature);
    }

    function test_setOperatorBySignature_domainIsPublic() public view {
        (, string memory name, string memory version, uint256 chain, address verifier,,) =
            book.eip712Domain();
        assertEq(name, "Hypothec LoanBook");
        assertEq(version, "1");
        assertEq(chain, block.chainid);
        assertEq(verifier, address(book));
    }
}
