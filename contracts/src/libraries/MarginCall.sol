// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SequencerUptime} from "../oracles/SequencerUptime.sol";
import {Loan} from "../types/Loan.sol";
import {Listing} from "../types/Terms.sol";

/// @title When a margin call ends
library MarginCall {
    /// @notice `max(calledAt, sequencer up again) + cureWindow`, unix seconds; 2^256 - 1 while the
    ///         sequencer is down, so that no clock runs when borrowers cannot act.
    /// @dev Meaningful for a called loan. A sequencer feed that does not answer counts as down.
    ///      Unchecked: both instants are past, and the window is at most 30 days.
    function cureEnd(Loan memory loan, Listing memory listing, address sequencerFeed)
        internal
        view
        returns (uint256)
    {
        (bool up, uint256 since) = SequencerUptime.upSince(sequencerFeed);
        if (!up) return type(uint256).max;
        unchecked {
            return (since > loan.since ? since : loan.since) + listing.cureWindow;
        }
    }

    /// @notice The call was made and has not lapsed: `cureWindow + lapse` after it was made, or
    ///         after the sequencer came up again in the meantime.
    /// @dev What began after the call had lapsed does not bring it back: a void call stays void. A
    ///      feed that does not say since when it is down leaves the call its own clock. Unchecked:
    ///      the loan's date is below 2^35, window and lapse are at most 30 days, and what is added
    ///      to `since` comes after it was seen to be below `loan.since + term`.
    function isOpen(Loan memory loan, Listing memory listing, address sequencerFeed)
        internal
        view
        returns (bool)
    {
        if (!loan.called) return false;
        (bool up, uint256 since) = SequencerUptime.upSince(sequencerFeed);
        unchecked {
            uint256 term = listing.cureWindow + listing.lapse;
            if (since >= loan.since + term) return false;
            if (!up && since != 0) return true;
            return block.timestamp < (since > loan.since ? since : loan.since) + term;
        }
    }
}
