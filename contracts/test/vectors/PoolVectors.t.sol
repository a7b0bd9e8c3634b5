// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PoolStage} from "./PoolStage.sol";

/// @notice The stories of `vectors/pool.json`, told to a real pool.
contract PoolVectorsTest is PoolStage {
    function test_pool_wholeNumbers() public {
        tell("wholeNumbers");
    }

    function test_pool_firstLender() public {
        tell("firstLender");
    }

    function test_pool_interest() public {
        tell("interest");
    }

    function test_pool_classes() public {
        tell("classes");
    }

    function test_pool_limits() public {
        tell("limits");
    }

    function test_pool_cash() public {
        tell("cash");
    }

    function test_pool_badDebt() public {
        tell("badDebt");
    }

    function test_pool_badDebtWithInterest() public {
        tell("badDebtWithInterest");
    }

    function test_pool_dust() public {
        tell("dust");
    }

    function test_pool_refusals() public {
        tell("refusals");
    }

    function test_pool_growthCap() public {
        tell("growthCap");
    }

    function test_pool_random1() public {
        tell("random1");
    }

    function test_pool_random2() public {
        tell("random2");
    }

    function test_pool_random3() public {
        tell("random3");
    }

    function test_pool_random4() public {
        tell("random4");
    }

    /// @dev About, expected, legend, and one for each test above: none is forgotten.
    function test_pool_everyStoryIsTold() public view {
        string[] memory keys = vm.parseJsonKeys(vm.readFile("../vectors/pool.json"), "$");
        assertEq(keys.length, 3 + 15);
    }
}
