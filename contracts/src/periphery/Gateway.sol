// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "solady/utils/ReentrancyGuardTransient.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

import {ICreditor} from "../credit/ICreditor.sol";
import {IGateway, OperatorApproval, Opening, Permit} from "../interfaces/IGateway.sol";
import {ILendingPool} from "../interfaces/ILendingPool.sol";
import {ILoanBook, ILoanBookErrors} from "../interfaces/ILoanBook.sol";
import {IWrappedNative} from "../interfaces/IWrappedNative.sol";
import {CollateralId} from "../types/CollateralId.sol";
import {Loan} from "../types/Loan.sol";
import {LoanId} from "../types/LoanId.sol";
import {Listing} from "../types/Terms.sol";

/// @title Gateway
/// @notice Borrowers let this contract draw and withdraw for them, so three rules carry all of its
///      safety: every function that names a loan begins with `requireOwn`; tokens are taken from
///      the caller alone; what comes out goes to the caller alone.
///
/// Allowances. Each is for the exact amount of one pull, in the same transaction, and none is left.
///   A standing one would be about 5,000 gas cheaper a call, but pools are anyone's, and a pool
///   that kept an allowance could take what the gateway holds in the middle of someone else's
///   transaction.
contract Gateway is IGateway, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using SafeTransferLib for address;

    address public immutable override book;
    address public immutable override wrapped;

    constructor(address book_, address wrapped_) {
        if (book_.code.length == 0) revert NoCode(book_);
        if (wrapped_.code.length == 0) revert NoCode(wrapped_);
        (book, wrapped) = (book_, wrapped_);
    }

    /// @dev Must fit 2,300 gas: the most common wrapped coin sends no more.
    receive() external payable {
        if (msg.sender != wrapped) revert NotWrappedNative(msg.sender);
    }

    // Loans

    function open(
        Opening calldata opening,
        Permit calldata permit,
        OperatorApproval calldata approval
    ) external payable override nonReentrant {
        requireOwn(opening.id);
        requireInTime(opening.deadline);
        Listing memory terms =
            ILoanBook(book).listing(opening.id.creditorId(), opening.collateralId);
        if (opening.native) requireWrapped(terms.loanToken);
        submit(approval);
        bring(terms.collateral, opening.pledged, permit);
        ILoanBook(book)
            .open(
                opening.id,
                opening.collateralId,
                opening.pledged,
                opening.drawn,
                opening.native ? address(this) : msg.sender
            );
        requireRate(opening.id, terms.creditor, opening.maxRate);
        if (opening.native) {
            IWrappedNative(wrapped).withdraw(opening.drawn);
            payNative(opening.drawn);
        }
    }

    function pledge(
        LoanId id,
        CollateralId collateralId,
        uint256 amount,
        Permit calldata permit,
        OperatorApproval calldata approval
    ) external payable override nonReentrant {
        requireOwn(id);
        Listing memory terms = ILoanBook(book).listing(id.creditorId(), collateralId);
        submit(approval);
        bring(terms.collateral, amount, permit);
        ILoanBook(book).pledge(id, collateralId, amount);
    }

    function withdrawNative(
        LoanId id,
        CollateralId collateralId,
        uint256 amount,
        uint256 deadline,
        OperatorApproval calldata approval
    ) external override nonReentrant returns (uint256 withdrawn) {
        requireOwn(id);
        requireInTime(deadline);
        requireWrapped(ILoanBook(book).listing(id.creditorId(), collateralId).collateral);
        submit(approval);
        withdrawn = ILoanBook(book).withdraw(id, collateralId, amount, address(this));
        IWrappedNative(wrapped).withdraw(withdrawn);
        payNative(withdrawn);
    }

    function drawNative(
        LoanId id,
        uint256 amount,
        uint256 maxRate,
        uint256 deadline,
        OperatorApproval calldata approval
    ) external override nonReentrant {
        requireOwn(id);
        requireInTime(deadline);
        uint32 creditorId = id.creditorId();
        requireWrapped(ILoanBook(book).creditorTerms(creditorId).loanToken);
        submit(approval);
        ILoanBook(book).draw(id, amount, address(this));
        requireRate(id, ILoanBook(book).creditorOf(creditorId), maxRate);
        IWrappedNative(wrapped).withdraw(amount);
        payNative(amount);
    }

    function repay(LoanId id, uint256 maxRepaid, Permit calldata permit)
        external
        payable
        override
        nonReentrant
        returns (uint256 repaid)
    {
        requireOwn(id);
        Loan memory loan = ILoanBook(book).loan(id);
        if (loan.units == 0) revert ILoanBookErrors.NoDebt(id);
        (address token, uint256 debt) = debtOf(id, loan);
        uint256 offer = msg.value == 0 ? maxRepaid : msg.value;
        uint256 native;
        (repaid, native) = payDebt(id, token, offer < debt ? offer : debt, permit);
        payNative(native);
    }

    function close(
        LoanId id,
        uint256 maxRepaid,
        bool native,
        Permit calldata permit,
        OperatorApproval calldata approval
    ) external payable override nonReentrant returns (uint256 repaid) {
        requireOwn(id);
        submit(approval);
        Loan memory loan = ILoanBook(book).loan(id);
        if (loan.count == 0) revert ILoanBookErrors.NoCollateral(id);
        uint256 nativeOut = msg.value;
        if (loan.units != 0) {
            (address token, uint256 debt) = debtOf(id, loan);
            uint256 offer = msg.value == 0 ? maxRepaid : msg.value;
            if (debt > offer) revert DebtAboveMaximum(debt, offer);
            (repaid, nativeOut) = payDebt(id, token, debt, permit);
        }
        payNative(nativeOut + takeOutAll(id, loan, native));
    }

    // Lending

    function lendNative(address pool, uint256 minShares)
        external
        payable
        override
        nonReentrant
        returns (uint256 shares)
    {
        requireWrapped(IERC4626(pool).asset());
        IWrappedNative(wrapped).deposit{value: msg.value}();
        IERC20(wrapped).forceApprove(pool, msg.value);
        shares = IERC4626(pool).deposit(msg.value, msg.sender);
        if (shares < minShares) revert SharesBelowMinimum(shares, minShares);
        uint256 left = IERC20(wrapped).allowance(address(this), pool);
        if (left != 0) revert NotTaken(pool, left);
    }

    function redeemNative(address pool, uint256 shares, uint256 minAssets, Permit calldata permit)
        external
        override
        nonReentrant
        returns (uint256 assets)
    {
        requireWrapped(IERC4626(pool).asset());
        requireAllowance(pool, shares, permit);
        assets = IERC4626(pool).redeem(shares, address(this), msg.sender);
        if (assets < minAssets) revert AssetsBelowMinimum(assets, minAssets);
        IWrappedNative(wrapped).withdraw(assets);
        payNative(assets);
    }

    // What must hold

    function requireOwn(LoanId id) private view {
        if (id.borrower() != msg.sender) revert NotBorrower(msg.sender, id);
    }

    function requireInTime(uint256 deadline) private view {
        if (block.timestamp > deadline) revert DeadlinePassed(deadline, block.timestamp);
    }

    function requireWrapped(address token) private view {
        if (token != wrapped) revert NotNative(token, wrapped);
    }

    /// @dev After the draw, at the utilisation it made. Not asked of a creditor unless the borrower
    ///      sets a limit, so that creditors of fixed rates need no such answer.
    function requireRate(LoanId id, address creditor, uint256 maxRate) private view {
        if (maxRate == type(uint256).max) return;
        uint256 riskClass = ILoanBook(book).loan(id).ids[0].riskClass();
        uint256 rate = ILendingPool(creditor).rateOf(riskClass);
        if (rate > maxRate) revert RateAboveMaximum(rate, maxRate);
    }

    /// @dev Whoever submits a permit first, the allowance is the same, so a permit that fails says
    ///      nothing: the allowance decides.
    function requireAllowance(address token, uint256 amount, Permit calldata permit) private {
        if (permit.deadline != 0) {
            try IERC20Permit(token)
                .permit(
                    msg.sender,
                    address(this),
                    permit.value,
                    permit.deadline,
                    permit.v,
                    permit.r,
                    permit.s
                ) {}
                catch {}
        }
        uint256 allowed = IERC20(token).allowance(msg.sender, address(this));
        if (allowed < amount) revert InsufficientAllowance(token, allowed, amount);
    }

    /// @dev Submits the borrower's approval. Where it fails and the rights do not stand already,
    ///      the book's own error says why.
    function submit(OperatorApproval calldata a) private {
        if (a.deadline == 0) return;
        try ILoanBook(book)
            .setOperatorBySignature(
                msg.sender, address(this), a.rights, a.expiry, a.deadline, a.signature
            ) {}
        catch (bytes memory reason) {
            (uint8 rights, uint40 expiry) = ILoanBook(book).operatorOf(msg.sender, address(this));
            if (rights & a.rights == a.rights && block.timestamp <= expiry) return;
            assembly ("memory-safe") {
                revert(add(reason, 32), mload(reason))
            }
        }
    }

    // In and out

    /// @dev Brings `amount` of a collateral from the caller, for the book to take.
    function bring(address token, uint256 amount, Permit calldata permit) private {
        if (msg.value != 0 && msg.value != amount) revert ValueMismatch(msg.value, amount);
        take(token, amount, permit);
        IERC20(token).forceApprove(book, amount);
    }

    /// @dev From the native coin sent along if there is any, else from the caller's tokens.
    function take(address token, uint256 amount, Permit calldata permit) private {
        if (msg.value != 0) {
            requireWrapped(token);
            IWrappedNative(wrapped).deposit{value: amount}();
        } else {
            requireAllowance(token, amount, permit);
            IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        }
    }

    function debtOf(LoanId id, Loan memory loan)
        private
        view
        returns (address token, uint256 debt)
    {
        Listing memory terms = ILoanBook(book).listing(id.creditorId(), loan.ids[0]);
        (debt,) = ICreditor(terms.creditor).debtOf(id, loan.ids[0], loan.units);
        token = terms.loanToken;
    }

    /// @dev Repays from the caller. A creditor may take less than it is offered, so what is left
    ///      goes back and its allowance ends.
    /// @param amount Loan-token units, at most the debt.
    /// @return repaid Loan-token units.
    /// @return native Native units to pay back to the caller.
    function payDebt(LoanId id, address token, uint256 amount, Permit calldata permit)
        private
        returns (uint256 repaid, uint256 native)
    {
        take(token, amount, permit);
        IERC20(token).forceApprove(book, amount);
        repaid = ILoanBook(book).repay(id, amount);
        if (msg.value != 0) native = msg.value - repaid;
        if (repaid == amount) return (repaid, native);
        IERC20(token).forceApprove(book, 0);
        if (msg.value != 0) IWrappedNative(wrapped).withdraw(amount - repaid);
        else IERC20(token).safeTransfer(msg.sender, amount - repaid);
    }

    /// @return nativeOut Native units unwrapped, to pay to the caller.
    function takeOutAll(LoanId id, Loan memory loan, bool native)
        private
        returns (uint256 nativeOut)
    {
        for (uint256 i = 0; i < loan.count; i++) {
            CollateralId collateralId = loan.ids[i];
            bool unwrap = native
                && ILoanBook(book).listing(id.creditorId(), collateralId).collateral == wrapped;
            address receiver = unwrap ? address(this) : msg.sender;
            uint256 out = ILoanBook(book).withdraw(id, collateralId, type(uint256).max, receiver);
            if (unwrap) nativeOut += out;
        }
        if (nativeOut != 0) IWrappedNative(wrapped).withdraw(nativeOut);
    }

    function payNative(uint256 amount) private {
        if (amount == 0) return;
        if (!msg.sender.trySafeTransferETH(amount, gasleft())) {
            revert NativeRefused(msg.sender, amount);
        }
    }

    function _useTransientReentrancyGuardOnlyOnMainnet() internal pure override returns (bool) {
        return false;
    }
}
