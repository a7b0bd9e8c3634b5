// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {ILendingPoolErrors as P} from "../../src/interfaces/ILendingPool.sol";
import {ILoanBookErrors as B} from "../../src/interfaces/ILoanBook.sol";
import {SettableOracle} from "../oracles/SettableOracle.sol";
import {Assertions} from "../utils/Assertions.sol";

/// @dev Acts by what they may be refused for.
enum Act {
    Open,
    Pledge,
    Withdraw,
    Draw,
    Repay,
    Call,
    Clear,
    Liquidate,
    WriteOff,
    Operator,
    Lender,
    Curator,
    Stranger
}

/// @notice Which errors each act may give. Anything else fails the campaign: a panic, an empty
///         revert, a message, an error of another contract (invariant 27).
abstract contract Errors is Assertions {
    mapping(Act => mapping(bytes4 => bool)) private named;

    constructor() {
        nameBorrowing();
        nameSelling();
        namePool();
    }

    function requireNamed(Act act, bytes memory result) internal view {
        if (result.length >= 4 && named[act][bytes4(result)]) return;
        fail(
            string.concat(
                "invariant 27: act ",
                vm.toString(uint256(act)),
                " gives an error that is not its own: ",
                vm.toString(result)
            )
        );
    }

    function nameBorrowing() private {
        Act[2] memory adding = [Act.Open, Act.Pledge];
        for (uint256 i = 0; i < 2; i++) {
            name(adding[i], B.ZeroAmount.selector);
            name(adding[i], B.NotAllowed.selector);
            name(adding[i], B.UnknownListing.selector);
            name(adding[i], B.ListingIsClosed.selector);
            name(adding[i], B.TooManyCollaterals.selector);
            name(adding[i], B.AmountTooLarge.selector);
            name(adding[i], P.CeilingExceeded.selector);
            name(adding[i], P.HourlyLimitExceeded.selector);
        }
        nameOracle(Act.Pledge);
        Act[3] memory raising = [Act.Open, Act.Draw, Act.Withdraw];
        for (uint256 i = 0; i < 3; i++) {
            name(raising[i], B.ZeroAmount.selector);
            name(raising[i], B.ZeroAddress.selector);
            name(raising[i], B.NotAllowed.selector);
            name(raising[i], B.NoCollateral.selector);
            name(raising[i], B.CallOpen.selector);
            name(raising[i], B.AboveOpenLimit.selector);
            name(raising[i], P.CeilingExceeded.selector);
            name(raising[i], P.HourlyLimitExceeded.selector);
            nameOracle(raising[i]);
        }
        Act[2] memory drawing = [Act.Open, Act.Draw];
        for (uint256 i = 0; i < 2; i++) {
            name(drawing[i], P.NotEnoughCash.selector);
            name(drawing[i], B.DebtBelowMinimum.selector);
        }
        name(Act.Withdraw, B.NotHeld.selector);
        name(Act.Withdraw, B.InsufficientCollateral.selector);
        name(Act.Repay, B.ZeroAmount.selector);
        name(Act.Repay, B.NoDebt.selector);
        name(Act.Repay, B.DebtBelowMinimum.selector);
        name(Act.Operator, B.ZeroAddress.selector);
        name(Act.Operator, B.SignatureExpired.selector);
        name(Act.Operator, B.InvalidSignature.selector);
    }

    function nameSelling() private {
        Act[4] memory measuring = [Act.Call, Act.Clear, Act.Liquidate, Act.WriteOff];
        for (uint256 i = 0; i < 4; i++) {
            nameOracle(measuring[i]);
        }
        name(Act.Call, B.NoDebt.selector);
        name(Act.Call, B.CallOpen.selector);
        name(Act.Call, B.NotCallable.selector);
        name(Act.Clear, B.NoOpenCall.selector);
        name(Act.Clear, B.NotClear.selector);
        name(Act.Liquidate, B.ZeroAmount.selector);
        name(Act.Liquidate, B.NoDebt.selector);
        name(Act.Liquidate, B.SameBlock.selector);
        name(Act.Liquidate, B.SelfLiquidation.selector);
        name(Act.Liquidate, B.CureWindowOpen.selector);
        name(Act.Liquidate, B.NotLiquidatable.selector);
        name(Act.Liquidate, B.SeizedBelowMinimum.selector);
        name(Act.Liquidate, B.DebtBelowMinimum.selector);
        name(Act.WriteOff, B.NoDebt.selector);
        name(Act.WriteOff, B.SameBlock.selector);
        name(Act.WriteOff, B.NotWorthless.selector);
    }

    function namePool() private {
        name(Act.Lender, P.NothingMoved.selector);
        name(Act.Lender, P.NotEnoughCash.selector);
        name(Act.Lender, P.AmountAboveBound.selector);
        name(Act.Lender, InsufficientBalance.selector);
        name(Act.Lender, InsufficientAllowance.selector);
        name(Act.Curator, P.LimitsNotLower.selector);
        name(Act.Curator, P.RateOutOfRange.selector);
        name(Act.Curator, B.UnknownListing.selector);
        name(Act.Stranger, IAccessManaged.AccessManagedUnauthorized.selector);
        name(Act.Stranger, P.NotBook.selector);
        name(Act.Stranger, P.NotEnoughCash.selector);
        name(Act.Stranger, B.NotACreditor.selector);
        name(Act.Stranger, B.NotAllowed.selector);
        name(Act.Stranger, B.AlreadyRegistered.selector);
        name(Act.Stranger, B.UnknownListing.selector);
        name(Act.Stranger, InsufficientBalance.selector);
        name(Act.Stranger, InsufficientAllowance.selector);
    }

    function nameOracle(Act act) private {
        name(act, SettableOracle.Dead.selector);
        name(act, B.OracleUnusable.selector);
    }

    function name(Act act, bytes4 selector) private {
        named[act][selector] = true;
    }

    /// @dev Of the shares' ERC-20, which declares them without arguments.
    error InsufficientBalance();
    error InsufficientAllowance();
}
