// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Properties} from "./Properties.sol";
import {Setup} from "./Setup.sol";

/// @notice What a campaign calls. The pool starts funded, so that stories begin with loans.
contract Handler is Properties {
    bytes4[] private weighted;

    constructor(Setup memory s) Properties(s) {
        for (uint256 i = 0; i < 3; i++) {
            loanToken.mint(lenders[i], 20 * size);
            vm.prank(lenders[i]);
            pool.deposit(20 * size, lenders[i]);
        }
        last = money();
    }

    /// @dev The actions of a campaign, each as often as stories need it: forge picks among them
    ///      evenly.
    function selectors() external returns (bytes4[] memory) {
        delete weighted;
        add(this.open.selector, 5);
        add(this.pledge.selector, 2);
        add(this.withdraw.selector, 2);
        add(this.draw.selector, 2);
        add(this.repay.selector, 3);
        add(this.multicall.selector, 1);
        add(this.call.selector, 5);
        add(this.clear.selector, 2);
        add(this.liquidate.selector, 6);
        add(this.writeOff.selector, 1);
        add(this.deposit.selector, 3);
        add(this.mint.selector, 1);
        add(this.withdrawAssets.selector, 1);
        add(this.redeem.selector, 1);
        add(this.transferShares.selector, 1);
        add(this.fundFirstLoss.selector, 1);
        add(this.accrue.selector, 1);
        add(this.curate.selector, 2);
        add(this.movePrice.selector, 2);
        add(this.moveToRung.selector, 6);
        add(this.breakOracle.selector, 1);
        add(this.heal.selector, 1);
        add(this.pass.selector, 2);
        add(this.passTo.selector, 5);
        add(this.moveSequencer.selector, 1);
        add(this.donate.selector, 1);
        add(this.splitBorrowing.selector, 1);
        add(this.splitLending.selector, 1);
        add(this.splitSale.selector, 3);
        add(this.setOperator.selector, 2);
        add(this.trespass.selector, 2);
        add(this.register.selector, 1);
        return weighted;
    }

    function add(bytes4 selector, uint256 weight) private {
        for (uint256 i = 0; i < weight; i++) {
            weighted.push(selector);
        }
    }
}
