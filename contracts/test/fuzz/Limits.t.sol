// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILendingPoolErrors} from "../../src/interfaces/ILendingPool.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {PoolTest} from "../utils/PoolTest.sol";

/// @notice The hourly limit against a level kept here by its definition, and the ceiling.
contract LimitsFuzz is PoolTest {
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        id = loanOf(alice, 1);
        vm.startPrank(alice);
        book.pledge(id, btcId, 100 * BTC);
        book.draw(id, 100 * USD, alice);
        vm.stopPrank();
        skipTime(2 hours);
    }

    function draw(uint256 amount) internal returns (bool ok, bytes memory answer) {
        vm.prank(alice);
        (ok, answer) = address(book).call(abi.encodeCall(book.draw, (id, amount, alice)));
    }

    /// @dev Any draws at any times: each is accepted exactly when it fits what has drained.
    function testFuzz_hourly_isALevelThatDrains(
        uint256 hourly,
        uint256[8] calldata amounts,
        uint16[8] calldata waits
    ) public {
        hourly = bound(hourly, 1, 100_000 * USD);
        pool.setLimits(btcId, type(uint104).max, uint104(hourly));
        uint256 level = flowOf(btcId);
        for (uint256 i = 0; i < amounts.length; i++) {
            uint256 wait = waits[i] % 5_000;
            skipTime(wait);
            uint256 gone = hourly * wait / 3_600;
            level = level > gone ? level - gone : 0;
            assertEq(flowOf(btcId), level, "the level");
            uint256 room = level < hourly ? hourly - level : 0;
            level += drawOrBeRefused(bound(amounts[i], 1, hourly + hourly / 4 + 1), room);
            // Setting the limit writes the level as of now, so that the next wait counts from here.
            pool.setLimits(btcId, type(uint104).max, uint104(hourly));
        }
    }

    /// @dev What does not fit is refused, and exactly what fits would not be.
    function drawOrBeRefused(uint256 amount, uint256 room) internal returns (uint256) {
        (bool ok, bytes memory answer) = draw(amount);
        assertEq(ok, amount <= room, "accepted where it fits");
        if (ok) return amount;
        bytes memory refusal = abi.encodeWithSelector(
            ILendingPoolErrors.HourlyLimitExceeded.selector, btcId, amount, room
        );
        assertEq(answer, refusal);
        if (room == 0) return 0;
        (ok,) = draw(room);
        assertTrue(ok, "exactly the room fits");
        return room;
    }

    /// @dev However it is done, no more than twice the limit goes out in an hour.
    function testFuzz_hourly_atMostTwiceInAnHour(
        uint256 hourly,
        uint256[12] calldata amounts,
        uint16[12] calldata waits
    ) public {
        hourly = bound(hourly, 1, 100_000 * USD);
        pool.setLimits(btcId, type(uint104).max, uint104(hourly));
        uint256 left = 3_600;
        uint256 lent;
        for (uint256 i = 0; i < amounts.length; i++) {
            uint256 wait = bound(waits[i], 0, left);
            left -= wait;
            skipTime(wait);
            uint256 room = hourly - flowOf(btcId);
            if (room == 0) continue;
            uint256 amount = amounts[i] % 2 == 0 ? room : bound(amounts[i], 1, room);
            (bool ok,) = draw(amount);
            assertTrue(ok);
            lent += amount;
        }
        assertLe(lent, 2 * hourly);
    }

    function testFuzz_ceiling_isExact(uint256 ceiling, uint256 amount) public {
        ceiling = bound(ceiling, 0, 1_000_000 * USD);
        amount = bound(amount, 1, 2_000_000 * USD);
        pool.setLimits(btcId, uint104(ceiling), type(uint104).max);
        (bool ok,) = draw(amount);
        assertEq(ok, 100 * USD + amount <= ceiling);
    }
}
