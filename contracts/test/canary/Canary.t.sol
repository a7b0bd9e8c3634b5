// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TestBase} from "../utils/TestBase.sol";

/// @notice Counts up to where the tests below must notice it.
contract Counter {
    uint256 public count;

    function increment() external {
        ++count;
    }
}

/// @notice Every test here must fail; `npm test` fails when one of them does not. A runner that
///         exits 0 whatever happens, a campaign that calls nothing or a fuzzer that draws nothing
///         would be seen here first.
contract CanaryTest is TestBase {
    Counter internal counter;

    function setUp() public {
        counter = new Counter();
        targetContract(address(counter));
    }

    function test_canary_assertion() public pure {
        assertEq(uint256(1), uint256(2), "canary: assertion");
    }

    function test_canary_revert() public pure {
        revert("canary: revert");
    }

    function testFuzz_canary_fuzz(uint256 x) public pure {
        assertLt(x, 1 << 128, "canary: fuzz");
    }

    function invariant_canary_campaign() public view {
        assertLt(counter.count(), 3, "canary: campaign");
    }
}

/// @notice Reverts at every call but the first.
contract Thrower {
    uint256 private calls;

    function act() external {
        if (++calls == 2) revert("canary: handler");
    }
}

/// @notice A handler that reverts must fail its campaign: handlers say themselves which refusals
///         they expect.
contract CanaryHandlerTest is TestBase {
    function setUp() public {
        targetContract(address(new Thrower()));
    }

    function invariant_canary_handler() public pure {}
}
