// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TestBase} from "../utils/TestBase.sol";
import {Vm} from "../utils/Vm.sol";
import {ReplayStage, Setup} from "./ReplayStage.sol";

/// @notice Replays traces of the model, step by step: after each one every watched storage word,
///         the bytes returned or reverted with, and all logs of the book and the pools must be
///         equal.
/// @dev A trace is `setup length (4) | setup | steps`; a step is `elapsed (5) | target (20) |
///      caller (20) | length (2) | calldata | ok (1) | hash of what returns (32) | hash of the logs
///      (32) | changes (2) | changes times (index (2) | word (32))`. Written by packages/testkit.
contract ReplayTest is ReplayStage {
    string private constant FOLDER = "cache/traces/";

    event log_named_uint(string key, uint256 val);

    /// @notice A storage word is not what the model says.
    /// @param watch Position in the trace's list of watched words.
    error WordDiffers(uint256 trace, uint256 step, uint256 watch, bytes32 seen, bytes32 expected);
    /// @notice What a step did is not what the model says; `seen` is the contracts' side.
    error StepDiffers(uint256 trace, uint256 step, string what, bytes seen);

    uint256 private trace;
    uint256 private step;

    /// @notice Replays `HYPOTHEC_TRACE_COUNT` traces, each in a new world: files named
    ///         `HYPOTHEC_TRACES-0.bin` and so on. Passes with none named: `npm run differential`
    ///         and the test command name them.
    function test_replay_everyStepIsEqual() public {
        string memory prefix = vm.envOr("HYPOTHEC_TRACES", string(""));
        uint256 count = vm.envOr("HYPOTHEC_TRACE_COUNT", uint256(0));
        uint256 done;
        for (uint256 i = 0; i < count; i++) {
            uint256 snapshot = vm.snapshotState();
            trace = i;
            string memory file = string.concat(FOLDER, prefix, "-", vm.toString(i), ".bin");
            done += replay(vm.readFileBinary(file));
            vm.revertToStateAndDelete(snapshot);
        }
        emit log_named_uint("differential steps", done);
    }

    function replay(bytes memory data) private returns (uint256) {
        uint256 length = number(data, 0, 4);
        Setup memory setup = abi.decode(part(data, 4, length), (Setup));
        uint256 offset = 4 + length;
        stage(setup);
        compareAll(setup);
        vm.recordLogs();
        uint256 free;
        assembly ("memory-safe") {
            free := mload(0x40)
        }
        while (offset < data.length) {
            step++;
            offset = replayStep(data, offset, setup);
            // Nothing of a step is needed after it: a long trace must not fill the memory.
            assembly {
                mstore(0x40, free)
            }
        }
        return step;
    }

    function replayStep(bytes memory data, uint256 offset, Setup memory setup)
        private
        returns (uint256)
    {
        vm.warp(vm.getBlockTimestamp() + number(data, offset, 5));
        address target = address(uint160(number(data, offset + 5, 20)));
        vm.prank(address(uint160(number(data, offset + 25, 20))));
        uint256 length = number(data, offset + 45, 2);
        (bool ok, bytes memory returned) = target.call(part(data, offset + 47, length));
        offset += 47 + length;
        if (ok != (number(data, offset, 1) == 1)) fail(ok ? "succeeded" : "reverted", returned);
        if (uint256(keccak256(returned)) != number(data, offset + 1, 32)) {
            fail("returned", returned);
        }
        bytes memory logs = protocolLogs(ok);
        if (uint256(keccak256(logs)) != number(data, offset + 33, 32)) fail("logged", logs);
        uint256 changes = number(data, offset + 65, 2);
        offset += 67;
        for (uint256 i = 0; i < changes; i++) {
            setup.values[number(data, offset, 2)] = bytes32(number(data, offset + 2, 32));
            offset += 34;
        }
        compareAll(setup);
        return offset;
    }

    /// @dev Loads every watched word by the cheatcode, without the cost of encoding each call anew.
    function compareAll(Setup memory setup) private view {
        (address[] memory accounts, bytes32[] memory slots) = (setup.accounts, setup.slots);
        bytes32[] memory values = setup.values;
        bytes memory input = abi.encodeCall(Vm.load, (address(0), bytes32(0)));
        address cheats = address(vm);
        uint256 differs = type(uint256).max;
        bytes32 seen;
        assembly ("memory-safe") {
            let end := shl(5, mload(slots))
            for { let i := 32 } iszero(gt(i, end)) { i := add(i, 32) } {
                mstore(add(input, 36), mload(add(accounts, i)))
                mstore(add(input, 68), mload(add(slots, i)))
                pop(staticcall(gas(), cheats, add(input, 32), 68, 0, 32))
                if iszero(eq(mload(0), mload(add(values, i)))) {
                    seen := mload(0)
                    differs := sub(div(i, 32), 1)
                    break
                }
            }
        }
        if (differs != type(uint256).max) {
            revert WordDiffers(trace, step, differs, seen, values[differs]);
        }
    }

    /// @dev Emitter, topics and data of every log of the book and the pools, one after another. The
    ///      recorder keeps what a reverted call logged; the chain does not.
    function protocolLogs(bool ok) private returns (bytes memory all) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        if (!ok) return "";
        for (uint256 i = 0; i < logs.length; i++) {
            if (!isProtocol[logs[i].emitter]) continue;
            all = bytes.concat(
                all,
                bytes32(uint256(uint160(logs[i].emitter))),
                abi.encodePacked(logs[i].topics),
                logs[i].data
            );
        }
    }

    function fail(string memory what, bytes memory seen) private view {
        revert StepDiffers(trace, step, what, seen);
    }

    function number(bytes memory data, uint256 offset, uint256 size)
        private
        pure
        returns (uint256 n)
    {
        assembly ("memory-safe") {
            n := shr(shl(3, sub(32, size)), mload(add(add(data, 32), offset)))
        }
    }

    function part(bytes memory data, uint256 offset, uint256 size)
        private
        pure
        returns (bytes memory piece)
    {
        piece = new bytes(size);
        assembly ("memory-safe") {
            mcopy(add(piece, 32), add(add(data, 32), offset), size)
        }
    }
}
