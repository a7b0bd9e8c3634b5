// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TestBase} from "../utils/TestBase.sol";
import {Handler} from "./Handler.sol";
import {Kind} from "./Probe.sol";
import {Setup} from "./Setup.sol";
import {Stand} from "./Shadow.sol";

/// @notice One configuration's campaign: forge calls the handler's actions in any order, with any
///         seed, and all properties must hold after each.
abstract contract Campaign is TestBase {
    uint256 private constant INTERVAL = 10;
    uint256 private constant REACH = 40_000;

    Handler internal handler;

    function setUp() public {
        handler = new Handler(setup());
        targetContract(address(handler));
        targetSelector(address(handler), handler.selectors());
    }

    function setup() internal view virtual returns (Setup memory);

    /// @dev Looks at everything after every tenth action: each action looks at its own loan, and
    ///      sees what changed since the last action on it.
    function invariant_all() public {
        if (handler.actions() % INTERVAL == 0) handler.checkAll();
    }

    function afterInvariant() public {
        handler.checkAll();
        handler.runOff();
    }

    /// @dev A fixed story in which every kind of action succeeds and every state is reached:
    ///      without it, a campaign in which nothing happens would pass.
    function test_campaign_reachesEveryKindAndState() public {
        bytes4[] memory actions = handler.selectors();
        uint256 seed = uint256(keccak256("Hypothec"));
        for (uint256 i = 0; i < REACH && (i % 500 != 0 || bytes(missing()).length != 0); i++) {
            seed = uint256(keccak256(abi.encode(seed)));
            bytes4 action = actions[seed % actions.length];
            (bool ok, bytes memory result) =
                address(handler).call(abi.encodeWithSelector(action, seed));
            if (!ok) {
                assembly ("memory-safe") {
                    revert(add(result, 32), mload(result))
                }
            }
            if (i % 50 == 0) handler.checkAll();
        }
        handler.checkAll();
        handler.runOff();
        assertEq(missing(), "", "never happened");
    }

    /// @dev The kinds and states that were expected and did not come, by number.
    function missing() private view returns (string memory list) {
        for (uint256 kind = 0; kind <= uint256(type(Kind).max); kind++) {
            if (!expects(Kind(kind)) || handler.done(kind) != 0) continue;
            list = string.concat(list, " kind ", vm.toString(kind));
        }
        for (uint256 stand = 0; stand <= uint256(type(Stand).max); stand++) {
            if (handler.seen(stand) != 0) continue;
            list = string.concat(list, " state ", vm.toString(stand));
        }
    }

    /// @dev What the configuration makes possible.
    function expects(Kind kind) internal view virtual returns (bool);
}
