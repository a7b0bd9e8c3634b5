// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "solady/utils/EIP712.sol";
import {SignatureCheckerLib} from "solady/utils/SignatureCheckerLib.sol";

import {ILoanBook} from "./interfaces/ILoanBook.sol";
import {LoanId} from "./types/LoanId.sol";

/// @title Who may act on a borrower's loans
/// @notice A borrower lets an operator do chosen things until a chosen time, by transaction or by
///         signature. A nonce makes each signature good once; the domain binds it to this chain and
///         this book.
abstract contract Operators is ILoanBook, EIP712 {
    uint8 internal constant RIGHT_PLEDGE = 1;
    uint8 internal constant RIGHT_DRAW = 2;
    uint8 internal constant RIGHT_WITHDRAW = 4;

    bytes32 private constant TYPEHASH = keccak256(
        "SetOperator(address borrower,address operator,uint8 rights,uint40 expiry,"
        "uint256 nonce,uint256 deadline)"
    );

    struct Approval {
        uint8 rights;
        uint40 expiry;
    }

    mapping(address borrower => mapping(address operator => Approval)) private approvals;
    mapping(address borrower => uint256) public override nonces;

    function setOperator(address operator, uint8 rights, uint40 expiry) external override {
        approve(msg.sender, operator, rights, expiry);
    }

    function setOperatorBySignature(
        address borrower,
        address operator,
        uint8 rights,
        uint40 expiry,
        uint256 deadline,
        bytes calldata signature
    ) external override {
        if (block.timestamp > deadline) {
            revert SignatureExpired(deadline, block.timestamp);
        }
        uint256 nonce = nonces[borrower]++;
        bytes32 digest = _hashTypedData(
            keccak256(abi.encode(TYPEHASH, borrower, operator, rights, expiry, nonce, deadline))
        );
        if (!SignatureCheckerLib.isValidSignatureNowCalldata(borrower, digest, signature)) {
            revert InvalidSignature(borrower);
        }
        emit NonceUsed(borrower, nonce);
        approve(borrower, operator, rights, expiry);
    }

    function operatorOf(address borrower, address operator)
        external
        view
        override
        returns (uint8 rights, uint40 expiry)
    {
        Approval memory a = approvals[borrower][operator];
        return (a.rights, a.expiry);
    }

    function requireRight(LoanId id, uint8 right) internal view {
        address borrower = id.borrower();
        if (msg.sender == borrower) return;
        Approval memory a = approvals[borrower][msg.sender];
        if (a.rights & right == 0 || block.timestamp > a.expiry) {
            revert NotAllowed(msg.sender, id, right);
        }
    }

    function approve(address borrower, address operator, uint8 rights, uint40 expiry) private {
        if (operator == address(0) || borrower == address(0)) revert ZeroAddress();
        approvals[borrower][operator] = Approval(rights, expiry);
        emit OperatorApproved(borrower, operator, rights, expiry);
    }

    function _domainNameAndVersion()
        internal
        pure
        override
        returns (string memory name, string memory version)
    {
        return ("Hypothec LoanBook", "1");
    }
}
