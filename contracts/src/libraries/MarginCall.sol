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
    function cureEnd(Loan memory loan, Listing memory listing, address sequencerFeed)
        internal
        view
        returns (uint256)
    {
        (bool up, uint256 since) = SequencerUptime.upSince(sequencerFeed);
        if (!up) return type(uint256).max;
        return (since > loan.since ? since : loan.since) + listing.cureWindow;
    }

    /// @notice The call was made and has not lapsed.
    function isOpen(Loan memory loan, Listing memory listing, address sequencerFeed)
        internal
        view
        returns (bool)
    {
        if (!loan.called) return false;
        uint256 end = cureEnd(loan, listing, sequencerFeed);
        return end == type(uint256).max || block.timestamp < end + listing.lapse;
    }
}
