// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import {LendingPool} from "../../src/credit/LendingPool.sol";
import {RateConfig} from "../../src/credit/rates/KinkedRate.sol";
import {ILoanBook} from "../../src/interfaces/ILoanBook.sol";
import {CollateralId, CollateralIds} from "../../src/types/CollateralId.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {CollateralTerms, CreditorTerms, Ladder} from "../../src/types/Terms.sol";
import {PlainToken} from "../tokens/PlainToken.sol";
import {VectorTest} from "./VectorTest.sol";

/// @notice A real pool whose book and curator is the test, so that a story can do to it what only a
///         book may, in any order.
abstract contract PoolStage is VectorTest {
    uint256 private constant START = 1_750_000_000;
    LoanId private constant ANY = LoanId.wrap(0);

    /// @notice A step of a story that no action here answers to.
    error UnknownAction(string action);

    LendingPool private pool;
    PlainToken private usd;
    uint256[8] private listed;
    string private action;

    function setUp() public {
        vm.warp(START);
        usd = new PlainToken(6);
        CreditorTerms memory terms =
            CreditorTerms(address(usd), 100e6, 0, 24 hours, 1 hours, 24 hours);
        AccessManager manager = new AccessManager(address(this));
        pool = new LendingPool(ILoanBook(address(this)), terms, address(manager), "Stage", "S");
        for (uint256 lender = 0; lender < 3; lender++) {
            address account = accountOf(lender);
            usd.mint(account, 2 ** 110);
            vm.prank(account);
            usd.approve(address(pool), type(uint256).max);
        }
    }

    // What a pool asks of its book

    function register(CreditorTerms calldata) external pure returns (uint32) {
        return 1;
    }

    function list(CollateralTerms calldata terms) external returns (CollateralId) {
        return CollateralIds.make(++listed[terms.riskClass], terms.riskClass);
    }

    // The stories

    function tell(string memory story) internal {
        Group memory g = group("pool", story);
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            vm.warp(START + given(c, "at"));
            action = givenText(c, "do");
            step(c);
            assertEq(state(), wantedList(c, "state"), string.concat(c.name, ", state"));
        }
    }

    function step(Case memory c) private {
        bool refused = vm.keyExistsJson(c.json, string.concat(c.path, ".expect.error"));
        try this.act(givenList(c, "with")) returns (uint256[] memory returned) {
            assertFalse(refused, c.name);
            assertEq(returned, wantedList(c, "returns"), string.concat(c.name, ", returned"));
        } catch (bytes memory reason) {
            if (!refused) fail(string.concat(c.name, ": ", vm.toString(reason)));
            bytes memory expected = abi.encodePacked(
                bytes4(keccak256(bytes(wantedText(c, "error")))), wantedList(c, "args")
            );
            assertEq(reason, expected, c.name);
        }
    }

    /// @dev External, so that a refusal can be caught with what it says.
    function act(uint256[] calldata a) external returns (uint256[] memory) {
        if (is_("deposit") || is_("mint") || is_("withdraw") || is_("redeem")) return lend(a);
        if (is_("list")) return listOne(a);
        if (is_("fundFirstLoss")) return fund(a);
        if (is_("views")) return views(a);
        if (is_("draw") || is_("payCallFee") || is_("reclassify")) return borrow(a);
        if (is_("repay") || is_("writeOff") || is_("assess")) return settle(a);
        if (is_("accrue")) pool.accrue();
        else if (is_("donate")) usd.mint(address(pool), a[0]);
        else if (is_("setLimits")) pool.setLimits(idOf(a[0]), uint104(a[1]), uint104(a[2]));
        else if (is_("lowerLimits")) pool.lowerLimits(idOf(a[0]), uint104(a[1]), uint104(a[2]));
        else if (is_("setPremium")) pool.setPremium(a[0], uint16(a[1]));
        else if (is_("setRates")) setRates(a);
        else revert UnknownAction(action);
        return new uint256[](0);
    }

    function setRates(uint256[] calldata a) private {
        RateConfig memory config =
            RateConfig(uint16(a[0]), uint16(a[1]), uint16(a[2]), uint16(a[3]), uint16(a[4]));
        pool.setRates(config);
    }

    function listOne(uint256[] calldata a) private returns (uint256[] memory) {
        CollateralTerms memory terms = CollateralTerms({
            collateral: address(usd),
            oracle: address(usd),
            ladder: Ladder(5_000, 6_200, 6_400, 7_000, 8_000),
            maxBonusBps: 500,
            floorBonusBps: 50,
            slopeBps: 10_000,
            riskClass: uint8(a[0])
        });
        return one(CollateralId.unwrap(pool.listCollateral(terms, uint104(a[1]), uint104(a[2]))));
    }

    function fund(uint256[] calldata a) private returns (uint256[] memory) {
        vm.prank(accountOf(0));
        pool.fundFirstLoss(a[0]);
        return new uint256[](0);
    }

    function lend(uint256[] calldata a) private returns (uint256[] memory) {
        address lender = accountOf(a[0]);
        vm.prank(lender);
        if (is_("deposit")) return one(pool.deposit(a[1], lender));
        if (is_("mint")) return one(pool.mint(a[1], lender));
        if (is_("withdraw")) return one(pool.withdraw(a[1], lender, lender));
        return one(pool.redeem(a[1], lender, lender));
    }

    function views(uint256[] calldata a) private view returns (uint256[] memory r) {
        address lender = accountOf(a[0]);
        r = new uint256[](5);
        (r[0], r[1]) = (pool.convertToShares(a[1]), pool.convertToAssets(a[2]));
        (r[2], r[3]) = (pool.maxDeposit(lender), pool.maxWithdraw(lender));
        r[4] = pool.maxRedeem(lender);
    }

    function borrow(uint256[] calldata a) private returns (uint256[] memory r) {
        r = new uint256[](2);
        if (is_("draw")) {
            (r[0], r[1]) = pool.draw(ANY, idOf(a[0]), a[1], a[2], accountOf(0));
        } else if (is_("payCallFee")) {
            (r[0], r[1]) = pool.payCallFee(ANY, idOf(a[0]), a[1], a[2], accountOf(0));
        } else {
            (r[0], r[1]) = pool.reclassify(ANY, idOf(a[0]), idOf(a[1]), a[2], a[3] == 1);
        }
    }

    /// @dev A book brings the tokens right after `repay`.
    function settle(uint256[] calldata a) private returns (uint256[] memory r) {
        if (is_("writeOff")) return one(pool.writeOff(ANY, idOf(a[0]), a[1]));
        bool isRepay = is_("repay");
        r = new uint256[](isRepay ? 3 : 4);
        if (isRepay) {
            (r[0], r[1], r[2]) = pool.repay(ANY, idOf(a[0]), a[1], a[2]);
            usd.mint(address(pool), r[2]);
        } else {
            (r[0], r[1], r[2], r[3]) = pool.assess(ANY, idOf(a[0]), a[1], a[2]);
            (uint256 debt, uint256 arrears) = pool.debtOf(ANY, idOf(a[0]), a[1]);
            assertEq(debt, r[0], "debtOf says what assess does");
            assertEq(arrears, r[1], "debtOf says what assess does");
        }
    }

    /// @dev The whole pool, in the order of the vectors' legend.
    function state() private view returns (uint256[] memory s) {
        s = new uint256[](25);
        (s[0], s[1]) = (pool.cash(), pool.owed());
        (s[2], s[3]) = pool.shared();
        (s[4], s[5], s[6]) = (pool.totalAssets(), pool.firstLoss(), pool.totalSupply());
        (s[7],, s[8],) = pool.clock();
        for (uint256 k = 0; k < 3; k++) {
            s[9 + k] = pool.indexOf(k);
            (s[12 + k],,,) = pool.classOf(k);
        }
        (, s[15],,) = pool.classOf(1);
        (, s[16],,) = pool.classOf(2);
        uint8[4] memory ids = [8, 9, 10, 17];
        for (uint256 i = 0; i < 4; i++) {
            (s[17 + 2 * i], s[18 + 2 * i],,) = pool.listingOf(CollateralId.wrap(ids[i]));
        }
    }

    function is_(string memory name) private view returns (bool) {
        return isText(action, name);
    }

    function one(uint256 value) private pure returns (uint256[] memory list_) {
        list_ = new uint256[](1);
        list_[0] = value;
    }

    function idOf(uint256 id) private pure returns (CollateralId) {
        return CollateralId.wrap(uint8(id));
    }

    /// @dev 0 is nobody in particular; 1 and 2 are the lenders.
    function accountOf(uint256 n) private pure returns (address) {
        return address(uint160(0x1000 + n));
    }
}
