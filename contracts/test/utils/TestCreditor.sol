// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreditor} from "../../src/credit/ICreditor.sol";
import {ILoanBook} from "../../src/interfaces/ILoanBook.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {CollateralTerms, CreditorTerms} from "../../src/types/Terms.sol";
import {PlainToken} from "../tokens/PlainToken.sol";

/// @notice A creditor without interest whose units are its debt, that reports the arrears it was
///         told to, and misbehaves as told: asks for more or less than was offered, answers any
///         number of units, calls anything at any time.
contract TestCreditor is ICreditor {
    ILoanBook public immutable BOOK;
    PlainToken public immutable TOKEN;
    uint32 public immutable ID;

    mapping(LoanId id => uint256) public arrearsOf;
    /// @notice Added to what `repay` asks for, in two's complement.
    int256 public asksMore;
    /// @notice Where not zero, what every function answers as the new units.
    uint256 public answeredUnits;
    /// @notice Where not zero, what `debtOf` and `assess` answer as the debt.
    uint256 public answeredDebt;
    bool public refusing;

    address private target;
    bytes private data;
    uint256 public hookCount;
    bool public hookOk;
    bytes public hookResult;

    error Refused();

    constructor(ILoanBook book, CreditorTerms memory terms) {
        (BOOK, TOKEN) = (book, PlainToken(terms.loanToken));
        ID = book.register(terms);
    }

    function list(CollateralTerms calldata terms) external returns (CollateralId) {
        return BOOK.list(terms);
    }

    function closeListing(CollateralId collateralId) external {
        BOOK.closeListing(collateralId);
    }

    function setArrears(LoanId id, uint256 arrears) external {
        arrearsOf[id] = arrears;
    }

    function setAsksMore(int256 more) external {
        asksMore = more;
    }

    function setAnsweredUnits(uint256 units) external {
        answeredUnits = units;
    }

    function setAnsweredDebt(uint256 debt) external {
        answeredDebt = debt;
    }

    function setRefusing(bool refusing_) external {
        refusing = refusing_;
    }

    /// @notice From now on each function that changes something calls this first.
    function setHook(address target_, bytes calldata data_) external {
        (target, data) = (target_, data_);
    }

    function draw(LoanId, CollateralId, uint256 units, uint256 amount, address receiver)
        external
        override
        returns (uint256 newUnits, uint256 debt)
    {
        hook();
        TOKEN.transfer(receiver, amount);
        return (answer(units + amount), units + amount);
    }

    function repay(LoanId id, CollateralId, uint256 units, uint256 amount)
        external
        override
        returns (uint256 newUnits, uint256 debt, uint256 repaid)
    {
        hook();
        repaid = amount < units ? amount : units;
        uint256 arrears = arrearsOf[id];
        arrearsOf[id] = arrears > repaid ? arrears - repaid : 0;
        (newUnits, debt) = (answer(units - repaid), units - repaid);
        repaid = uint256(int256(repaid) + asksMore);
    }

    function reclassify(LoanId, CollateralId, CollateralId, uint256 units, bool)
        external
        override
        returns (uint256 newUnits, uint256 debt)
    {
        hook();
        return (answer(units), units);
    }

    function payCallFee(LoanId, CollateralId, uint256 units, uint256 fee, address receiver)
        external
        override
        returns (uint256 newUnits, uint256 paid)
    {
        hook();
        TOKEN.transfer(receiver, fee);
        return (answer(units + fee), fee);
    }

    function writeOff(LoanId, CollateralId, uint256 units) external override returns (uint256) {
        hook();
        return units;
    }

    function debtOf(LoanId id, CollateralId, uint256 units)
        external
        view
        override
        returns (uint256 debt, uint256 arrears)
    {
        return (answeredDebt != 0 ? answeredDebt : units, arrearsOf[id]);
    }

    function assess(LoanId id, CollateralId, uint256 units, uint256 allowed)
        external
        view
        override
        returns (uint256 debt, uint256 arrears, uint256 repayment, uint256 left)
    {
        debt = answeredDebt != 0 ? answeredDebt : units;
        repayment = debt > allowed ? debt - allowed : 0;
        return (debt, arrearsOf[id], repayment, debt - repayment);
    }

    function answer(uint256 honest) private view returns (uint256) {
        return answeredUnits != 0 ? answeredUnits : honest;
    }

    function hook() private {
        if (refusing) revert Refused();
        if (target == address(0)) return;
        hookCount++;
        (hookOk, hookResult) = target.call(data);
    }
}
