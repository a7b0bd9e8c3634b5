// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "../../tokens/PlainToken.sol";
import {TokenTest} from "../../utils/TokenTest.sol";

/// @notice A whole life at every pair of decimals: 0, 6, 8, 18, 27 and 36, each as collateral and
///         as the loan token.
contract DecimalsTest is TokenTest {
    function lifeOf(uint8 loanDecimals) internal {
        uint8[6] memory all = [0, 6, 8, 18, 27, 36];
        for (uint256 i = 0; i < all.length; i++) {
            market(address(new PlainToken(loanDecimals)), address(new PlainToken(all[i])));
            live();
            assertEq(pool.decimals(), loanDecimals + 6);
        }
    }

    function test_life_loanTokenOf0Decimals() public {
        lifeOf(0);
    }

    function test_life_loanTokenOf6Decimals() public {
        lifeOf(6);
    }

    function test_life_loanTokenOf8Decimals() public {
        lifeOf(8);
    }

    function test_life_loanTokenOf18Decimals() public {
        lifeOf(18);
    }

    function test_life_loanTokenOf27Decimals() public {
        lifeOf(27);
    }

    function test_life_loanTokenOf36Decimals() public {
        lifeOf(36);
    }

    /// @dev The same token on both sides: the book and the pool hold it apart.
    function test_life_ofOneTokenOnBothSides() public {
        PlainToken token = new PlainToken(18);
        market(address(token), address(token));
        live();
    }
}
