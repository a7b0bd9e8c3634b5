// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OperatorApproval, Opening, Permit} from "../../src/interfaces/IGateway.sol";
import {Loan} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {PeripheryFixture} from "./PeripheryFixture.sol";

/// @notice Random actions through the gateway, some refused. Each leaves nothing in it and touches
///         nobody but the caller, not even one who has allowed the gateway everything.
contract GatewayFuzzTest is PeripheryFixture {
    LoanId private inCash;
    LoanId private inWeth;
    LoanId private others;
    uint256 private done;

    function setUp() public override {
        super.setUp();
        (inCash, inWeth) = (idWith(cashPool, alice, 1), idWith(wethPool, alice, 1));
        others = idWith(cashPool, carol, 1);
        trustGateway();
        cash.faucet(alice, 100_000 * USD);
        gold.faucet(carol, 10 * BTC);
        cash.faucet(carol, 10_000 * USD);
        vm.startPrank(carol);
        book.setOperator(address(gateway), 7, type(uint40).max);
        gold.approve(address(gateway), ANY);
        cash.approve(address(gateway), ANY);
        gateway.open(opening(others, goldId, BTC, 20_000 * USD), noPermit(), noApproval());
        vm.stopPrank();
        vm.startPrank(alice);
        gateway.open(opening(inCash, goldId, 5 * BTC, 20_000 * USD), noPermit(), noApproval());
        Opening memory o = opening(inWeth, goldForWethId, 5 * BTC, 5 ether);
        o.native = true;
        gateway.open(o, noPermit(), noApproval());
        gateway.lendNative{value: 10 ether}(address(wethPool), 0);
        vm.stopPrank();
    }

    function testFuzz_gateway_leavesNothing(uint256[12] calldata seeds) public {
        for (uint256 i = 0; i < seeds.length; i++) {
            uint256 seed = uint256(keccak256(abi.encode(seeds[i], i)));
            bytes32 before = othersState();
            act(seed % 8, seed >> 8);
            assertTrue(othersState() == before, "someone else was touched");
            assertLeavesNothing();
            if (seed >> 255 == 1) skipTime(seed % 30 days);
        }
        assertGt(done, 0, "nothing happened");
    }

    function othersState() private view returns (bytes32) {
        Loan memory loan = book.loan(others);
        return keccak256(abi.encode(loan, gold.balanceOf(carol), cash.balanceOf(carol)));
    }

    /// @dev Refusals are allowed; what they leave is checked all the same.
    function act(uint256 kind, uint256 seed) private {
        Permit memory p = seed & 1 == 0 ? noPermit() : permitFor(address(gold), 2 * BTC);
        OperatorApproval memory a = seed & 2 == 0 ? noApproval() : approvalFor(7);
        bool native = seed & 4 == 0;
        uint256 value = native ? bound(seed >> 8, 1, 20 ether) : 0;
        vm.startPrank(alice);
        if (kind == 0) open(seed, value, p, a);
        if (kind == 1) pledge(seed, value, p, a);
        if (kind == 2) withdraw(seed, a);
        if (kind == 3) draw(seed, a);
        if (kind == 4) repay(seed, value);
        if (kind == 5) close(seed, value, a);
        if (kind == 6) lend(value);
        if (kind == 7) redeem(seed);
        vm.stopPrank();
    }

    function open(uint256 seed, uint256 value, Permit memory p, OperatorApproval memory a)
        private
    {
        uint256 pledged = value != 0 ? value : bound(seed >> 32, 1, BTC);
        uint256 drawn =
            value != 0 ? bound(seed >> 64, 100 * USD, 20_000 * USD) : bound(seed >> 64, 1, ETHER);
        Opening memory o = value != 0
            ? opening(inCash, wethId, pledged, drawn)
            : opening(inWeth, goldForWethId, pledged, drawn);
        o.native = value == 0 && seed & 8 == 0;
        try gateway.open{value: value}(o, p, a) {
            done++;
        } catch {}
    }

    function pledge(uint256 seed, uint256 value, Permit memory p, OperatorApproval memory a)
        private
    {
        uint256 amount = value != 0 ? value : bound(seed >> 32, 1, BTC);
        try gateway.pledge{value: value}(inCash, value != 0 ? wethId : goldId, amount, p, a) {
            done++;
        } catch {}
    }

    function withdraw(uint256 seed, OperatorApproval memory a) private {
        uint256 amount = seed & 8 == 0 ? ANY : bound(seed >> 32, 1, 10 ether);
        try gateway.withdrawNative(inCash, wethId, amount, time(), a) {
            done++;
        } catch {}
    }

    function draw(uint256 seed, OperatorApproval memory a) private {
        uint256 amount = bound(seed >> 32, 1, 10 ether);
        try gateway.drawNative(inWeth, amount, ANY, time(), a) {
            done++;
        } catch {}
    }

    function repay(uint256 seed, uint256 value) private {
        uint256 amount = bound(seed >> 32, 1, 10_000 * USD);
        try gateway.repay{value: value}(value != 0 ? inWeth : inCash, amount, noPermit()) {
            done++;
        } catch {}
    }

    function close(uint256 seed, uint256 value, OperatorApproval memory a) private {
        LoanId id = value != 0 ? inWeth : inCash;
        try gateway.close{value: value}(id, ANY, seed & 8 == 0, noPermit(), a) {
            done++;
        } catch {}
    }

    function lend(uint256 value) private {
        try gateway.lendNative{value: value}(address(wethPool), 0) {
            done++;
        } catch {}
    }

    function redeem(uint256 seed) private {
        uint256 shares = bound(seed >> 32, 1, wethPool.balanceOf(alice) + 1);
        try gateway.redeemNative(address(wethPool), shares, 0, noPermit()) {
            done++;
        } catch {}
    }
}
